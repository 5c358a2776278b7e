using System.Text;
using Microsoft.Win32.SafeHandles;
using PerfTracking.Machine.Linux;
using PerfTracking.Machine.Unix;

namespace PerfTracking.Machine;

/// <summary>
/// Linux: the program is a child that the watched thread did not have before. Its peak memory is the kernel's own high-water
/// mark (VmHWM); getrusage's would hold the size of this process, which the child shares until it executes the program.
/// </summary>
/// <remarks>A program may be over in a millisecond: its files are opened once, so that it is looked at every few microseconds.</remarks>
internal sealed class ProcChildFinder : IProgramFinder
{
    private const int StartStackField = 25; // The 28th of all, see proc_pid_stat(5); the fields are counted behind the name.
    private const double NotYetRunMiB = 64 / 1024.0; // What the kernel needs to execute a program; with its libraries each has more.
    private const int MostChildren = 4096; // Bytes; what lies behind them was there before.

    private readonly string _ownStack = ReadStat("self") is { } own ? own[StartStackField] : string.Empty;
    private readonly SafeFileHandle? _children = OpenChildren();
    private readonly HashSet<string> _before;
    private readonly double? _childrenCpuBefore = ResourceUsage.ChildrenCpuTimeMs();
    private string? _child;
    private SafeFileHandle? _status;

    /// <summary>Looks at the calling thread, which is about to start the program.</summary>
    public ProcChildFinder() => _before = [.. ReadChildren()];

    /// <inheritdoc/>
    public ProgramSample? Sample()
    {
        _status ??= OpenProgram();
        return _status is { } status && LinuxProcessStatus.Read(status) is { PeakMemoryMiB: > NotYetRunMiB and var peak }
            ? new ProgramSample(CpuTimeMs: null, peak)
            : null;
    }

    /// <summary>The last sample with the processor time of all children that were waited for: exact, unless another program ended in the same time.</summary>
    /// <inheritdoc/>
    public ProgramSample Conclude(ProgramSample last) => last with { CpuTimeMs = ResourceUsage.ChildrenCpuTimeMs() - _childrenCpuBefore };

    /// <inheritdoc/>
    public void Dispose()
    {
        _children?.Dispose();
        _status?.Dispose();
    }

    // Until it executes the program, the child is this process's image: its stack begins where ours does.
    private SafeFileHandle? OpenProgram()
    {
        _child ??= Array.Find(ReadChildren(), child => !_before.Contains(child));
        return _child is { } child && ReadStat(child) is { } stat && stat[StartStackField] != _ownStack ? LinuxProcessStatus.Open(child) : null;
    }

    private static SafeFileHandle? OpenChildren()
    {
        try
        {
            string thread = File.ResolveLinkTarget("/proc/thread-self", returnFinalTarget: false)?.FullName ?? "/proc/thread-self";
            return File.OpenHandle(Path.Combine(thread, "children"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string[] ReadChildren()
    {
        if (_children is null)
        {
            return [];
        }

        try
        {
            Span<byte> text = stackalloc byte[MostChildren];
            int length = RandomAccess.Read(_children, text, 0);
            return length == 0 ? [] : Encoding.ASCII.GetString(text[..length]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[]? ReadStat(string process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");

            // The name in parentheses may hold anything; the fields behind it begin with the third.
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields.Length > StartStackField ? fields : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
