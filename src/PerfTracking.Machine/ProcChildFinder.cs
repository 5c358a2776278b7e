using System.Globalization;

namespace PerfTracking.Machine;

/// <summary>
/// Linux: the program is a child that the watched thread did not have before. Its peak memory is the kernel's own high-water
/// mark (VmHWM); getrusage's would hold the size of this process, which the child shares until it executes the program.
/// </summary>
internal sealed class ProcChildFinder : IProgramFinder
{
    private const double MillisecondsPerTick = 10; // USER_HZ is 100 on every Linux that .NET runs on.

    private const int StartStackField = 25; // The 28th of all, see proc_pid_stat(5); the fields are counted behind the name.

    private readonly string _ownStack = ReadStat("self") is { } own ? own[StartStackField] : string.Empty;
    private readonly string _childrenFile;
    private readonly HashSet<string> _before;
    private readonly double? _childrenCpuBefore = ResourceUsage.ChildrenCpuTimeMs();
    private string? _child;

    /// <summary>Looks at the calling thread, which is about to start the program.</summary>
    public ProcChildFinder()
    {
        string thread = File.ResolveLinkTarget("/proc/thread-self", returnFinalTarget: false)?.FullName ?? "/proc/thread-self";
        _childrenFile = Path.Combine(thread, "children");
        _before = [.. ReadChildren()];
    }

    /// <inheritdoc/>
    public ProgramSample? Sample()
    {
        _child ??= Array.Find(ReadChildren(), child => !_before.Contains(child));

        // Until it executes the program, the child is this process's image: its stack begins where ours does.
        return _child is { } child && ReadStat(child) is { } stat && stat[StartStackField] != _ownStack && ReadPeakMemory(child) is { } peak
            ? new ProgramSample(CpuTimeOf(stat), peak)
            : null;
    }

    /// <inheritdoc/>
    public ProgramSample Conclude(ProgramSample last)
    {
        // Exact once the program was waited for, unless another program ended in the same time: then the sample is nearer.
        double? exact = ResourceUsage.ChildrenCpuTimeMs() - _childrenCpuBefore;
        return last with { CpuTimeMs = exact ?? last.CpuTimeMs };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private string[] ReadChildren()
    {
        try
        {
            return File.ReadAllText(_childrenFile).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static double? ReadPeakMemory(string process)
    {
        try
        {
            foreach (string line in File.ReadLines($"/proc/{process}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    return double.Parse(line.AsSpan(6).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) / 1024;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            // It ended while we looked.
        }

        return null;
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

    private static double CpuTimeOf(string[] stat) =>
        MillisecondsPerTick * (double.Parse(stat[11], CultureInfo.InvariantCulture) + double.Parse(stat[12], CultureInfo.InvariantCulture));
}
