using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfTracking.Formatting;

namespace PerfTracking.Notifications.Ci;

/// <summary>
/// GitLab: a note on the merge request (https://docs.gitlab.com/api/notes/). It has no step summary; the log has the report in a
/// section that folds. The token is one with the scope <c>api</c>: the job's own may not write notes.
/// </summary>
/// <param name="variables">What GitLab tells the run.</param>
/// <param name="token">The token, or <see langword="null"/>.</param>
/// <param name="open">Opens the way to the interface.</param>
/// <param name="time">The clock.</param>
internal sealed class GitLabPlace(CiVariables variables, string? token, Func<Uri, IReadOnlyDictionary<string, string>, CiApi> open, TimeProvider time) : ICiPlace
{
    private const int LongestNote = 999_000;

    private readonly string? _project = variables["CI_MERGE_REQUEST_PROJECT_ID"] ?? variables["CI_PROJECT_ID"];
    private readonly int? _request = variables.Number("CI_MERGE_REQUEST_IID");

    /// <inheritdoc/>
    public string? Obstacle =>
        _request is null ? "The run is not of a merge request."
        : _project is null || variables.Address("CI_API_V4_URL") is null ? "CI_API_V4_URL and CI_PROJECT_ID do not say where the project is."
        : token is null ? "There is no token: give GITLAB_TOKEN to the job, a project access token with the scope 'api'."
        : null;

    /// <inheritdoc/>
    public string CommentPlace => $"note on merge request {_request}";

    /// <inheritdoc/>
    public async Task<PerfPublication> CommentAsync(CiReport report, CancellationToken cancellation)
    {
        using CiApi api = open(variables.Address("CI_API_V4_URL")!, new Dictionary<string, string> { ["PRIVATE-TOKEN"] = token! });
        string notes = string.Create(CultureInfo.InvariantCulture, $"projects/{Uri.EscapeDataString(_project!)}/merge_requests/{_request}/notes");

        // GitLab lists the newest first.
        JsonElement[] found =
        [
            .. from note in (await api.ListAsync(notes + "?per_page=100", cancellation).ConfigureAwait(false))
               where note.TryGetProperty("body", out JsonElement text) && text.ValueKind == JsonValueKind.String && text.GetString()!.StartsWith(report.Marker, StringComparison.Ordinal)
               select note,
        ];
        long? account = found.Length > 0 ? await AccountAsync(api, cancellation).ConfigureAwait(false) : null;
        long[] marked = [.. found.Where(note => account is null || AuthorOf(note) == account).Select(static note => note.GetProperty("id").GetInt64())];
        Array.Reverse(marked);
        if (marked.Length == 0 && !report.HasNews && !report.Always)
        {
            return new PerfPublication(CommentPlace, PublicationAction.Skipped) { Reason = "There is nothing to tell." };
        }

        var body = new JsonObject { ["body"] = report.Comment(LongestNote) };
        Task Change(long id) => api.SendAsync(HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"{notes}/{id}"), body, cancellation);
        if (await OwnComment.ChangeAsync(marked, Change, report.HasNews || report.Always).ConfigureAwait(false))
        {
            return new PerfPublication(CommentPlace, PublicationAction.Updated);
        }

        await api.SendAsync(HttpMethod.Post, notes, body, cancellation).ConfigureAwait(false);
        return new PerfPublication(CommentPlace, PublicationAction.Created);
    }

    // A maintainer's token changes the notes of others too: who copies the marker would have the report in a note of their own.
    private static async Task<long?> AccountAsync(CiApi api, CancellationToken cancellation)
    {
        try
        {
            return (await api.GetAsync("user", cancellation).ConfigureAwait(false)).GetProperty("id").GetInt64();
        }
        catch (CiRefusal refusal) when (refusal.Status is not null)
        {
            // A token that may not ask: the note is the newest that may be changed.
            return null;
        }
    }

    private static long? AuthorOf(JsonElement note) =>
        note.TryGetProperty("author", out JsonElement author) && author.ValueKind == JsonValueKind.Object && author.TryGetProperty("id", out JsonElement id) ? id.GetInt64() : null;

    /// <inheritdoc/>
    public (PerfPublication Publication, IReadOnlyList<string> LogLines) Summarize(CiReport report)
    {
        const string Section = "perftracking_report";
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        return (
            new PerfPublication("log section", PublicationAction.Created),
            [
                string.Create(CultureInfo.InvariantCulture, $"\u001b[0Ksection_start:{now}:{Section}[collapsed=true]\r\u001b[0KPerformance: {PlainText.LineOf(report.Summary)}"),
                .. LogText.Lines(report.Markdown),
                string.Create(CultureInfo.InvariantCulture, $"\u001b[0Ksection_end:{now}:{Section}\r\u001b[0K"),
            ]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Annotate(CiReport report) =>
        [.. report.Annotations.Select(static annotation => $"{(annotation.IsError ? "ERROR" : "WARNING")}: {PlainText.LineOf(annotation.Title)}: {PlainText.LineOf(annotation.Message)}")];
}
