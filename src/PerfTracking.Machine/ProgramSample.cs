namespace PerfTracking.Machine;

/// <summary>What a program had used when it was last seen.</summary>
/// <param name="CpuTimeMs">User and system time, in ms.</param>
/// <param name="PeakMemoryMiB">The largest resident set, in MiB.</param>
internal readonly record struct ProgramSample(double? CpuTimeMs, double? PeakMemoryMiB);
