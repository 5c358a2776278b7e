namespace PerfTracking.Formats.Results;

/// <summary>As what imported values count. What is <see langword="null"/> is taken from the file.</summary>
/// <param name="Machine">The environment where nobody tells one: this machine's.</param>
/// <param name="SessionId">The session where the file tells none.</param>
/// <param name="Tags">What to attach.</param>
public sealed record ImportContext(string Machine, Guid SessionId, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>The application.</summary>
    public string? Application { get; init; }

    /// <summary>The environment.</summary>
    public string? Environment { get; init; }

    /// <summary>The commit that was measured.</summary>
    public string? Commit { get; init; }

    /// <summary>The branch that was measured.</summary>
    public string? Branch { get; init; }

    /// <summary>When a tool's results were measured; where neither it nor the file tells, when the file was written.</summary>
    public DateTimeOffset? At { get; init; }
}
