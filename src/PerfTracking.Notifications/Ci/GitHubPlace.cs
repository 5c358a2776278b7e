using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfTracking.Notifications.Ci;

/// <summary>
/// GitHub: a comment on the pull request (REST, issue comments), the step summary, and annotations by workflow commands.
/// https://docs.github.com/en/rest/issues/comments, https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
/// </summary>
/// <param name="variables">What GitHub tells the run.</param>
/// <param name="token">The token, or <see langword="null"/>.</param>
/// <param name="open">Opens the way to the interface.</param>
internal sealed class GitHubPlace(CiVariables variables, string? token, Func<Uri, IReadOnlyDictionary<string, string>, CiApi> open) : ICiPlace
{
    // A comment may have 65,536 characters; a summary 1 MiB, and a character takes three bytes at most.
    private const int LongestComment = 65_000, LongestSummary = 340_000;

    private readonly string? _repository = variables["GITHUB_REPOSITORY"];
    private readonly int? _request = RequestOf(variables);

    /// <inheritdoc/>
    public string? Obstacle =>
        _request is null ? "The run is not of a pull request."
        : _repository is null ? "GITHUB_REPOSITORY does not say which repository it is."
        : token is null ? "There is no token: give GITHUB_TOKEN to the step, with the permission 'pull-requests: write'."
        : null;

    /// <inheritdoc/>
    public string CommentPlace => $"comment on pull request {_request}";

    /// <inheritdoc/>
    public async Task<PerfPublication> CommentAsync(CiReport report, CancellationToken cancellation)
    {
        using CiApi api = open(
            variables.Address("GITHUB_API_URL") ?? new Uri("https://api.github.com"),
            new Dictionary<string, string>
            {
                ["Authorization"] = $"Bearer {token}",
                ["Accept"] = "application/vnd.github+json",
                ["X-GitHub-Api-Version"] = "2022-11-28",
            });
        string comments = string.Create(CultureInfo.InvariantCulture, $"repos/{_repository}/issues/{_request}/comments");
        JsonElement[] found = Find(await api.ListAsync(comments + "?per_page=100", cancellation).ConfigureAwait(false), report.Marker);
        string? account = found.Length > 0 ? await AccountAsync(api, cancellation).ConfigureAwait(false) : null;
        long[] marked = [.. found.Where(comment => account is null || IsBy(account, comment)).Select(static comment => comment.GetProperty("id").GetInt64())];
        if (marked.Length == 0 && !report.HasNews && !report.Always)
        {
            return new PerfPublication(CommentPlace, PublicationAction.Skipped) { Reason = "There is nothing to tell." };
        }

        var body = new JsonObject { ["body"] = report.Comment(LongestComment) };
        string? url = null;
        async Task Change(long id) => url = UrlOf(await api.SendAsync(
            HttpMethod.Patch, string.Create(CultureInfo.InvariantCulture, $"repos/{_repository}/issues/comments/{id}"), body, cancellation).ConfigureAwait(false));
        if (await OwnComment.ChangeAsync(marked, Change, report.HasNews || report.Always).ConfigureAwait(false))
        {
            return new PerfPublication(CommentPlace, PublicationAction.Updated) { Url = url };
        }

        JsonElement created = await api.SendAsync(HttpMethod.Post, comments, body, cancellation).ConfigureAwait(false);
        return new PerfPublication(CommentPlace, PublicationAction.Created) { Url = UrlOf(created) };
    }

    /// <inheritdoc/>
    public (PerfPublication Publication, IReadOnlyList<string> LogLines) Summarize(CiReport report)
    {
        const string Place = "step summary";
        if (variables["GITHUB_STEP_SUMMARY"] is not { } file)
        {
            return (new PerfPublication(Place, PublicationAction.Refused) { Reason = "GITHUB_STEP_SUMMARY names no file." }, []);
        }

        try
        {
            File.AppendAllText(file, report.Comment(LongestSummary) + "\n");
            return (new PerfPublication(Place, PublicationAction.Created), []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (new PerfPublication(Place, PublicationAction.Refused) { Reason = exception.Message }, []);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Annotate(CiReport report) =>
        [.. report.Annotations.Select(static annotation => $"::{(annotation.IsError ? "error" : "warning")} title={Property(annotation.Title)}::{Data(annotation.Message)}")];

    // A text must not end a command and begin another.
    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static JsonElement[] Find(IReadOnlyList<JsonElement> comments, string marker) =>
    [
        .. from comment in comments
           where comment.TryGetProperty("body", out JsonElement body) && body.ValueKind == JsonValueKind.String && body.GetString()!.StartsWith(marker, StringComparison.Ordinal)
           where comment.TryGetProperty("id", out _)
           select comment,
    ];

    // A token that may write changes the comments of others too. Who copies the marker would have the report in a comment of their
    // own, to write into it what they like. REST tells a workflow's token nothing of itself, and the other interface does.
    private async Task<string?> AccountAsync(CiApi api, CancellationToken cancellation)
    {
        bool isOwnServer = variables.Address("GITHUB_API_URL")?.AbsolutePath.TrimEnd('/').EndsWith("/v3", StringComparison.Ordinal) == true;
        try
        {
            JsonElement answer = await api.SendAsync(HttpMethod.Post, isOwnServer ? "../graphql" : "graphql", new JsonObject { ["query"] = "{viewer{login}}" }, cancellation).ConfigureAwait(false);
            return answer.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty("viewer", out JsonElement viewer) && viewer.ValueKind == JsonValueKind.Object ? viewer.GetProperty("login").GetString() : null;
        }
        catch (CiRefusal refusal) when (refusal.Status is not null)
        {
            // A server or a token without that interface: the comment is the newest that may be changed.
            return null;
        }
    }

    private static bool IsBy(string account, JsonElement comment) =>
        comment.TryGetProperty("user", out JsonElement user) && user.ValueKind == JsonValueKind.Object
        && user.TryGetProperty("login", out JsonElement login) && string.Equals(login.GetString(), account, StringComparison.OrdinalIgnoreCase);

    private static string? UrlOf(JsonElement comment) => comment.TryGetProperty("html_url", out JsonElement url) ? url.GetString() : null;

    // The event says it; where a workflow has none of a pull request, the reference refs/pull/12/merge does.
    private static int? RequestOf(CiVariables variables)
    {
        if (variables["GITHUB_EVENT_PATH"] is { } file && File.Exists(file))
        {
            try
            {
                using var document = JsonDocument.Parse(File.ReadAllText(file));
                JsonElement root = document.RootElement;
                if (root.ValueKind == JsonValueKind.Object
                    && root.TryGetProperty("pull_request", out JsonElement request) && request.ValueKind == JsonValueKind.Object
                    && request.TryGetProperty("number", out JsonElement number) && number.TryGetInt32(out int known))
                {
                    return known;
                }
            }
            catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                // The reference may still tell.
            }
        }

        return variables["GITHUB_REF"]?.Split('/') is ["refs", "pull", var text, ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int fromRef) ? fromRef : null;
    }
}
