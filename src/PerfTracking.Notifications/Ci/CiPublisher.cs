namespace PerfTracking.Notifications.Ci;

/// <summary>
/// Puts a report where people look: a comment on the request, beside the run, into its log. What does not take it is told and
/// never raised: a report that cannot be delivered changes no verdict.
/// </summary>
/// <param name="variables">What the CI system tells the run.</param>
/// <param name="time">The clock.</param>
public sealed class CiPublisher(CiVariables variables, TimeProvider time)
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = RequestTimeout;

    /// <summary>Publishes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="token">The token for comments, or <see langword="null"/> for the one in the system's usual variable.</param>
    /// <param name="log">Writes a line to the run's log.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What became of it at each place.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<IReadOnlyList<PerfPublication>> PublishAsync(CiReport report, string? token, Action<string> log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(log);
        if (PlaceOf(token) is not { } place)
        {
            foreach (string line in LogText.Lines(report.Markdown))
            {
                log(line);
            }

            return [new PerfPublication("log", PublicationAction.Created) { Reason = $"No CI system is known here: none of {string.Join(", ", CiVariables.Known)} is set." }];
        }

        List<PerfPublication> published = [];
        foreach (string line in place.Annotate(report))
        {
            log(line);
        }

        if (report.Annotations.Count > 0)
        {
            published.Add(new PerfPublication("annotations", PublicationAction.Created));
        }

        (PerfPublication summary, IReadOnlyList<string> lines) = place.Summarize(report);
        foreach (string line in summary.Action == PublicationAction.Refused ? LogText.Lines(report.Markdown) : lines)
        {
            log(line);
        }

        published.Add(summary);
        published.Add(await CommentAsync(place, report, cancellation).ConfigureAwait(false));
        return published;
    }

    private static async Task<PerfPublication> CommentAsync(ICiPlace place, CiReport report, CancellationToken cancellation)
    {
        if (place.Obstacle is { } obstacle)
        {
            return new PerfPublication("comment", PublicationAction.Skipped) { Reason = obstacle };
        }

        try
        {
            return await place.CommentAsync(report, cancellation).ConfigureAwait(false);
        }
        catch (CiRefusal refusal)
        {
            return new PerfPublication(place.CommentPlace, PublicationAction.Refused) { Reason = refusal.Message };
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new PerfPublication(place.CommentPlace, PublicationAction.Refused) { Reason = "The answer is not what such a system says; is the address right?" };
        }
    }

    private ICiPlace? PlaceOf(string? token) => variables.System switch
    {
        CiSystem.GitHub => new GitHubPlace(variables, Secret(token, "GITHUB_TOKEN", "GH_TOKEN"), Open),
        CiSystem.GitLab => new GitLabPlace(variables, Secret(token, "GITLAB_TOKEN"), Open, time),
        CiSystem.Azure => new AzurePlace(variables, Secret(token, "SYSTEM_ACCESSTOKEN"), Open),
        _ => null,
    };

    // Secrets are often kept with a line's end behind them, which no header may have.
    private string? Secret(string? given, params string[] names) =>
        (given ?? names.Select(name => variables[name]).FirstOrDefault(static value => value is not null))?.Trim() is { Length: > 0 } secret ? secret : null;

    private CiApi Open(Uri root, IReadOnlyDictionary<string, string> headers) => new(root, headers, time, Timeout);
}
