namespace PerfTracking.Recording;

/// <summary>What a process has used since it started, and what it holds now. What the system does not tell is <see langword="null"/>, and no value of its metric is saved.</summary>
/// <param name="PeakMemoryMiB">The largest resident set so far, in MiB.</param>
/// <param name="ManagedMemoryMiB">The managed heap, in MiB.</param>
/// <param name="CpuTimeMs">User and system time so far, in ms.</param>
/// <param name="GcCollections">Garbage collections of all generations so far.</param>
/// <param name="GcPauseMs">How long they paused the process so far, in ms.</param>
/// <param name="Threads">Threads now.</param>
/// <param name="Handles">Open handles, or file descriptors, now.</param>
public readonly record struct ProcessReading(
    double? PeakMemoryMiB,
    double ManagedMemoryMiB,
    double? CpuTimeMs,
    int GcCollections,
    double GcPauseMs,
    int? Threads,
    int? Handles);
