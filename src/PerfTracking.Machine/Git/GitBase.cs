namespace PerfTracking.Machine.Git;

/// <summary>The commit that a head is compared with.</summary>
/// <param name="Commit">Its full hash.</param>
/// <param name="FoundBy">How it was found, for people.</param>
public sealed record GitBase(string Commit, string FoundBy);
