namespace PerfTracking.Notifications;

/// <summary>What became of a report at one place where people look.</summary>
/// <param name="Place">The place, for people: <c>comment on pull request 12</c>, <c>step summary</c>, <c>annotations</c>, <c>log</c>.</param>
/// <param name="Action">What became of it.</param>
public sealed record PerfPublication(string Place, PublicationAction Action)
{
    /// <summary>Where it can be looked at, or <see langword="null"/>.</summary>
    public string? Url { get; init; }

    /// <summary>Why it was skipped or refused, and what to do; <see langword="null"/> where it was not.</summary>
    public string? Reason { get; init; }
}
