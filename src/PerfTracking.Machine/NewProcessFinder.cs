using System.ComponentModel;
using System.Diagnostics;

namespace PerfTracking.Machine;

/// <summary>
/// Windows and macOS: the program is a process of its name that was not there before. Windows keeps the figures of an ended
/// process for as long as somebody holds it open; elsewhere the last sample is what is known.
/// </summary>
internal sealed class NewProcessFinder : IProgramFinder
{
    private const double MiB = 1024 * 1024;

    private readonly string _name;
    private readonly HashSet<int> _before;
    private Process? _process;
    private double _peakMemoryMiB;

    /// <summary>Looks for a program that is about to be started.</summary>
    /// <param name="programName">Its file name.</param>
    public NewProcessFinder(string programName)
    {
        _name = Path.GetFileNameWithoutExtension(programName);
        _before = [.. Candidates().Select(static process => process.Id)];
    }

    /// <inheritdoc/>
    public ProgramSample? Sample()
    {
        _process ??= Candidates().FirstOrDefault(process => !_before.Contains(process.Id));
        return _process is { } process ? Read(process) : null;
    }

    /// <inheritdoc/>
    public ProgramSample Conclude(ProgramSample last) => _process is { } process && OperatingSystem.IsWindows() ? Read(process) ?? last : last;

    /// <inheritdoc/>
    public void Dispose() => _process?.Dispose();

    private Process[] Candidates()
    {
        try
        {
            return Process.GetProcessesByName(_name);
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    }

    private ProgramSample? Read(Process process)
    {
        try
        {
            process.Refresh();
            long peak = Math.Max(process.PeakWorkingSet64, process.HasExited ? 0 : process.WorkingSet64);
            _peakMemoryMiB = Math.Max(_peakMemoryMiB, peak / MiB);
            return new ProgramSample(process.TotalProcessorTime.TotalMilliseconds, _peakMemoryMiB > 0 ? _peakMemoryMiB : null);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return null;
        }
    }
}
