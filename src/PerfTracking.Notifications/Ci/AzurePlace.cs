using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfTracking.Notifications.Ci;

/// <summary>
/// Azure DevOps: a thread on the pull request, active while there is something to tell and fixed when there is not; a summary page
/// of the run, and issues in its log. https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-threads,
/// https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
/// </summary>
/// <param name="variables">What Azure Pipelines tells the run.</param>
/// <param name="token">The token, or <see langword="null"/>.</param>
/// <param name="open">Opens the way to the interface.</param>
internal sealed class AzurePlace(CiVariables variables, string? token, Func<Uri, IReadOnlyDictionary<string, string>, CiApi> open) : ICiPlace
{
    private const int LongestComment = 149_000;
    private const string AzureRepos = "TfsGit";
    private const string Version = "api-version=7.1", Active = "active", Fixed = "fixed";

    private readonly int? _request = variables.Number("SYSTEM_PULLREQUEST_PULLREQUESTID");
    private readonly Uri? _collection = variables.Address("SYSTEM_COLLECTIONURI") ?? variables.Address("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI");
    private readonly string? _project = variables["SYSTEM_TEAMPROJECT"];
    private readonly string? _repository = variables["BUILD_REPOSITORY_ID"];
    private readonly string _host = variables["BUILD_REPOSITORY_PROVIDER"] ?? AzureRepos;

    /// <inheritdoc/>
    public string? Obstacle =>
        _request is null ? "The run is not of a pull request."
        : _host != AzureRepos ? $"The pull request is at {_host} and not in Azure Repos: there is no thread on it here."
        : _collection is null || _project is null || _repository is null ? "SYSTEM_COLLECTIONURI, SYSTEM_TEAMPROJECT and BUILD_REPOSITORY_ID do not say where the repository is."
        : token is null ? "There is no token: map SYSTEM_ACCESSTOKEN: $(System.AccessToken) in the step's env, and let the build service contribute to pull requests."
        : null;

    /// <inheritdoc/>
    public string CommentPlace => $"thread on pull request {_request}";

    /// <inheritdoc/>
    public async Task<PerfPublication> CommentAsync(CiReport report, CancellationToken cancellation)
    {
        using CiApi api = open(_collection!, new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" });
        string threads = string.Create(
            CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(_project!)}/_apis/git/repositories/{Uri.EscapeDataString(_repository!)}/pullRequests/{_request}/threads");
        JsonElement list = await api.GetAsync($"{threads}?{Version}", cancellation).ConfigureAwait(false);
        (long Thread, long Comment)[] marked = [.. Find(list, report.Marker)];
        if (marked.Length == 0 && !report.HasNews && !report.Always)
        {
            return new PerfPublication(CommentPlace, PublicationAction.Skipped) { Reason = "There is nothing to tell." };
        }

        string status = report.HasNews ? Active : Fixed;
        string text = report.Comment(LongestComment);
        async Task Change((long Thread, long Comment) one)
        {
            string thread = string.Create(CultureInfo.InvariantCulture, $"{threads}/{one.Thread}");
            await api.SendAsync(HttpMethod.Patch, string.Create(CultureInfo.InvariantCulture, $"{thread}/comments/{one.Comment}?{Version}"), new JsonObject { ["content"] = text }, cancellation)
                .ConfigureAwait(false);
            await api.SendAsync(HttpMethod.Patch, $"{thread}?{Version}", new JsonObject { ["status"] = status }, cancellation).ConfigureAwait(false);
        }

        if (await OwnComment.ChangeAsync(marked, Change, report.HasNews || report.Always).ConfigureAwait(false))
        {
            return new PerfPublication(CommentPlace, PublicationAction.Updated);
        }

        var comment = new JsonObject { ["parentCommentId"] = 0, ["content"] = text, ["commentType"] = "text" };
        await api.SendAsync(HttpMethod.Post, $"{threads}?{Version}", new JsonObject { ["comments"] = new JsonArray(comment), ["status"] = status }, cancellation).ConfigureAwait(false);
        return new PerfPublication(CommentPlace, PublicationAction.Created);
    }

    /// <inheritdoc/>
    public (PerfPublication Publication, IReadOnlyList<string> LogLines) Summarize(CiReport report)
    {
        const string Place = "summary of the run";
        try
        {
            // It is read when the command is, after this process, so that nobody may take it away before. In the folder that all
            // users share, a name that others can foresee may be a link that they made.
            string folder = variables["AGENT_TEMPDIRECTORY"] is { } own
                ? Directory.CreateDirectory(Path.Combine(own, "perftracking")).FullName
                : Directory.CreateTempSubdirectory("perftracking-").FullName;
            string file = Path.Combine(folder, $"Performance-{report.Name}.md");
            File.WriteAllText(file, report.Markdown);
            return (new PerfPublication(Place, PublicationAction.Created), [$"##vso[task.uploadsummary]{Data(file)}"]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (new PerfPublication(Place, PublicationAction.Refused) { Reason = exception.Message }, []);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Annotate(CiReport report) =>
        [.. report.Annotations.Select(static annotation => $"##vso[task.logissue type={(annotation.IsError ? "error" : "warning")}]{Data($"{annotation.Title}: {annotation.Message}")}")];

    private static string Data(string text) =>
        text.Replace("%", "%AZP25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static IEnumerable<(long Thread, long Comment)> Find(JsonElement list, string marker) =>
        from thread in list.GetProperty("value").EnumerateArray()
        where thread.TryGetProperty("comments", out JsonElement comments) && comments.ValueKind == JsonValueKind.Array
        from comment in thread.GetProperty("comments").EnumerateArray()
        where comment.TryGetProperty("content", out JsonElement content) && content.ValueKind == JsonValueKind.String
            && content.GetString()!.StartsWith(marker, StringComparison.Ordinal)
        select (thread.GetProperty("id").GetInt64(), comment.GetProperty("id").GetInt64());
}
