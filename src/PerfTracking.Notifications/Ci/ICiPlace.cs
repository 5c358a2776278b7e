namespace PerfTracking.Notifications.Ci;

/// <summary>How one CI system is told.</summary>
internal interface ICiPlace
{
    /// <summary>Why there is no request to comment on, or no way to it; <see langword="null"/> where there is one.</summary>
    string? Obstacle { get; }

    /// <summary>The comment's place, for people.</summary>
    string CommentPlace { get; }

    /// <summary>Makes the comment, or puts it where the one before stands.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CiRefusal">The place did not take it.</exception>
    Task<PerfPublication> CommentAsync(CiReport report, CancellationToken cancellation);

    /// <summary>Puts the whole report beside the run.</summary>
    /// <param name="report">The report.</param>
    /// <returns>What became of it, and the lines that belong in the run's log for it.</returns>
    (PerfPublication Publication, IReadOnlyList<string> LogLines) Summarize(CiReport report);

    /// <summary>The log lines that make annotations of the run.</summary>
    /// <param name="report">The report.</param>
    IReadOnlyList<string> Annotate(CiReport report);
}
