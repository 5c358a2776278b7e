using PerfTracking.Formatting;
using PerfTracking.Programs;

namespace PerfTracking.Tracking;

/// <summary>What one run of a program used.</summary>
/// <param name="ExitCode">
/// The exit code; 128 and the signal's number where a signal ended it. <see langword="null"/> where it is not known.
/// </param>
/// <param name="CpuTimeMs">User and system time of the program, in ms, or <see langword="null"/> where the system does not tell.</param>
/// <param name="PeakMemoryMiB">The largest resident set, in MiB, or <see langword="null"/> where the system does not tell.</param>
public sealed record ProgramUsage(int? ExitCode, double? CpuTimeMs, double? PeakMemoryMiB)
{
    /// <summary>The signal that ended it on Linux and macOS, or <see langword="null"/>.</summary>
    public int? Signal { get; init; }

    /// <summary>Whether it was ended because its time was up.</summary>
    public bool TimedOut { get; init; }

    /// <summary>When it was started, where that is known better than by the operation, by the tracker's clock.</summary>
    internal long? StartTimestamp { get; init; }

    private string Ending => TimedOut ? "timed out" : Signal is { } signal ? EndingText.OfSignal(signal) : $"exit code {ExitCode}";

    /// <summary>What a run used, with the moment of its start.</summary>
    /// <param name="run">The run, by the tracker's clock.</param>
    public static ProgramUsage Of(ProgramRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new ProgramUsage(run.ExitCode, run.CpuTimeMs, run.PeakMemoryMiB) { Signal = run.Signal, TimedOut = run.TimedOut, StartTimestamp = run.StartTimestamp };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Ending}, CPU {ValueText.Of(CpuTimeMs, "ms")}, peak memory {ValueText.Of(PeakMemoryMiB, "MiB")}";
}
