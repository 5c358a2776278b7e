namespace PerfTracking.Tracking;

/// <summary>What one run of a program used.</summary>
/// <param name="ExitCode">The exit code, or <see langword="null"/> where the program could not be started.</param>
/// <param name="CpuTimeMs">User and system time of the program, in ms, or <see langword="null"/> where the system does not tell.</param>
/// <param name="PeakMemoryMiB">The largest resident set, in MiB, or <see langword="null"/> where the system does not tell.</param>
public sealed record ProgramUsage(int? ExitCode, double? CpuTimeMs, double? PeakMemoryMiB);
