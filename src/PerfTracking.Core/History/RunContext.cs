namespace PerfTracking.History;

/// <summary>Where and as what a snapshot was taken. Only snapshots of the same application and environment are compared.</summary>
/// <param name="Application">The application or script that is measured.</param>
/// <param name="Environment">The machine it runs on: a name that the user gave, or a fingerprint of host, system, processor and PowerShell.</param>
/// <param name="SessionId">The process that took the snapshot.</param>
/// <param name="Commit">The checked-out git commit, or <see langword="null"/>.</param>
/// <param name="Branch">The checked-out git branch, or <see langword="null"/>.</param>
/// <param name="Tags">What the user attached.</param>
public sealed record RunContext(
    string Application,
    string Environment,
    Guid SessionId,
    string? Commit,
    string? Branch,
    IReadOnlyDictionary<string, string> Tags);
