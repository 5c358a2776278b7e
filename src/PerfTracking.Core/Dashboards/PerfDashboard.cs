namespace PerfTracking.Dashboards;

/// <summary>A dashboard that runs: a process that shows a store in the browser.</summary>
public sealed record PerfDashboard
{
    /// <summary>Where it answers. Whoever opens this is asked for the token, unless the browser knows it already.</summary>
    public required string Url { get; init; }

    /// <summary>
    /// The same with its token, which lets whoever opens it in. <see langword="null"/> where the token was given by the user, for
    /// a secret of the user's is written nowhere.
    /// </summary>
    public string? StartUrl { get; init; }

    /// <summary>The number of its process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Where the store is that it shows.</summary>
    public required string Store { get; init; }

    /// <summary>Whether it refuses every change.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether it goes on when the session that started it ends.</summary>
    public bool Detached { get; init; }

    /// <summary>When it began to answer.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Url;
}
