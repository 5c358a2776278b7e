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
    /// <param name="tokenVariable">The variable that holds the token for comments, or <see langword="null"/> for the system's usual one. Where it is empty the comment is refused: no other token takes its place.</param>
    /// <param name="log">Writes a line to the run's log.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What became of it at each place.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<IReadOnlyList<PerfPublication>> PublishAsync(CiReport report, string? tokenVariable, Action<string> log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(log);
        if (PlaceOf(tokenVariable) is not { } place)
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
        published.Add(await CommentAsync(place, report, tokenVariable, cancellation).ConfigureAwait(false));
        return published;
    }

    private async Task<PerfPublication> CommentAsync(ICiPlace place, CiReport report, string? tokenVariable, CancellationToken cancellation)
    {
        if (place.Obstacle is { } obstacle)
        {
            return new PerfPublication("comment", PublicationAction.Skipped) { Reason = obstacle };
        }

        if (tokenVariable is not null && string.IsNullOrWhiteSpace(variables[tokenVariable]))
        {
            return new PerfPublication(place.CommentPlace, PublicationAction.Refused) { Reason = $"The environment variable '{tokenVariable}', which should hold the token, is not set or empty." };
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

    private ICiPlace? PlaceOf(string? tokenVariable) => variables.System switch
    {
        CiSystem.GitHub => new GitHubPlace(variables, Secret(tokenVariable, "GITHUB_TOKEN", "GH_TOKEN"), Open),
        CiSystem.GitLab => new GitLabPlace(variables, Secret(tokenVariable, "GITLAB_TOKEN"), Open, time),
        CiSystem.Azure => new AzurePlace(variables, Secret(tokenVariable, "SYSTEM_ACCESSTOKEN"), Open),
        _ => null,
    };

    // Secrets are often kept with a line's end behind them, which no header may have. A variable that was named and is empty is refused where the token is needed.
    private string? Secret(string? variable, params string[] names) =>
        variable is not null ? variables[variable]?.Trim() ?? string.Empty
        : names.Select(name => variables[name]).FirstOrDefault(static value => value is not null)?.Trim() is { Length: > 0 } secret ? secret : null;

    private CiApi Open(Uri root, IReadOnlyDictionary<string, string> headers) => new(root, headers, time, Timeout);
}
