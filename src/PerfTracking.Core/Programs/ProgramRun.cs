namespace PerfTracking.Programs;

/// <summary>One run of a program.</summary>
/// <param name="ExitCode">
/// Its exit code; 128 and the signal's number where a signal ended it, as shells and PowerShell have it. <see langword="null"/>
/// where somebody else in this process took it from the system.
/// </param>
/// <param name="StartTimestamp">When it was started, by the launcher's clock.</param>
/// <param name="EndTimestamp">When it ended, by the launcher's clock.</param>
public sealed record ProgramRun(int? ExitCode, long StartTimestamp, long EndTimestamp)
{
    /// <summary>The number its process had.</summary>
    public int ProcessId { get; init; }

    /// <summary>The signal that ended it, or <see langword="null"/>.</summary>
    public int? Signal { get; init; }

    /// <summary>Whether it was ended because its time was up.</summary>
    public bool TimedOut { get; init; }

    /// <summary>
    /// User and system time in ms, of the program and, on Unix, of the descendants that were waited for; on Windows of all in
    /// its job. <see langword="null"/> where the system does not tell.
    /// </summary>
    public double? CpuTimeMs { get; init; }

    /// <summary>Instructions retired in user mode, with those of its descendants; <see langword="null"/> where they were not counted.</summary>
    public long? Instructions { get; init; }

    /// <summary>Processes started, its own included; <see langword="null"/> where they are not known exactly.</summary>
    public int? Processes { get; init; }

    /// <summary>
    /// The largest resident set in MiB, of the program or of a descendant, whichever was larger. <see langword="null"/> where it
    /// is not known exactly.
    /// </summary>
    public double? PeakMemoryMiB { get; init; }
}
