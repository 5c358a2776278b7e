using System.Globalization;
using PerfTracking.Alerts;
using PerfTracking.Dashboard.Answers;
using PerfTracking.Dashboard.Security;
using PerfTracking.Dashboard.Settings;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Pages;
using PerfTracking.Recording;
using PerfTracking.Storage;
using PerfTracking.Stores;
using PerfTracking.Triage;

namespace PerfTracking.Dashboard.Endpoints;

/// <summary>What the forms of the pages change. Each change leads back to the page it was made on, with a sentence of what became of it.</summary>
internal sealed class ChangeEndpoints(DashboardOptions options, IPerfStore store, TimeProvider time, Words words, Notices notices)
{
    private const int NamedAlerts = 10;

    private readonly AlertTriage _triage = new(static store => new DecisionLineLog(store.Location.Folder!), time);
    private readonly SnapshotClock _clock = new(time);

    /// <summary>Adds the endpoints.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(PagePath.DecideAlerts, Decide);
        routes.MapPost(PagePath.NewAlert, Raise);
        routes.MapPost(PagePath.MoveAlert, Move);
        routes.MapPost(PagePath.AddAnnotation, Annotate);
        routes.MapPost(PagePath.RemoveAnnotation, RemoveAnnotation);
    }

    private async Task Decide(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        (AlertState State, bool? Rebaseline)? decision = form["decision"].ToString() switch
        {
            "approve" => (AlertState.Approved, null),
            "rebaseline" => (AlertState.Approved, true),
            "deny" => (AlertState.Denied, null),
            _ => null,
        };
        if (decision is not { } decided || Seen(form) is not { } alerts)
        {
            await words.WriteDefault(context, StatusCodes.Status400BadRequest);
            return;
        }

        if (alerts.Count == 0)
        {
            Return(context, PagePath.Alerts, "No alert was chosen; nothing was decided.");
            return;
        }

        string? notes = Text(form, "notes");
        DecidingOutcome outcome = _triage.Decide(store, alerts, decided.State, notes, SignIn.NameOf(context), decided.Rebaseline);
        await Answer(context, decided.State, notes, outcome);
    }

    private Task Answer(HttpContext context, AlertState state, string? notes, DecidingOutcome outcome)
    {
        string verb = state == AlertState.Denied ? "denied" : "approved";
        int written = outcome.Alerts.Count(static one => one.Kind is AlertOutcomeKind.Recorded or AlertOutcomeKind.Repeated);
        string done = $"{Count(written)} {verb}.{KeptNotes(notes, outcome)}";
        AlertOutcome[] left = [.. outcome.Alerts.Where(static one => one.Kind is AlertOutcomeKind.Conflict or AlertOutcomeKind.NotFound)];
        if (left.Length > 0)
        {
            IEnumerable<string> named = left.Take(NamedAlerts).Select(static one => one.Alert is { } alert
                ? $"Alert {alert.Id} was {alert.State.ToString().ToLowerInvariant()} by {alert.DecidedBy} meanwhile, and stays so."
                : $"There is no alert {one.Id}.");
            string more = left.Length > NamedAlerts ? $" So it is with {left.Length - NamedAlerts} more." : string.Empty;
            return words.Write(context, StatusCodes.Status409Conflict, $"{done} {string.Join(' ', named)}{more}");
        }

        Return(context, PagePath.Alerts, done + LogTrouble(outcome.LogFailure));
        return Task.CompletedTask;
    }

    // Somebody decided the same before, and gave other reasons.
    private static string KeptNotes(string? notes, DecidingOutcome outcome) =>
        outcome.Alerts.Where(one => one is { Kind: AlertOutcomeKind.Repeated, Alert: { } alert } && notes is not null && alert.Notes != notes).ToArray() switch
        {
            [] => string.Empty,
            [{ Alert: { } only }] => $" Alert {only.Id} had been before, by {only.DecidedBy}; the notes of then stay.",
            var several => $" {several.Length} of them had been before; their notes of then stay.",
        };

    private async Task Raise(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (Number(form, "snapshot") is not { } snapshot || Text(form, "metric") is not { } metric
            || !Enum.TryParse(form["severity"], ignoreCase: true, out PerfSeverity severity) || !Enum.IsDefined(severity) || severity == PerfSeverity.Ok)
        {
            await words.WriteDefault(context, StatusCodes.Status400BadRequest);
            return;
        }

        ManualOutcome outcome = _triage.Raise(store, snapshot, metric, severity, Text(form, "notes"), SignIn.NameOf(context));
        await Answer(context, outcome, static alert => $"Alert {alert.Id} was raised.");
    }

    private async Task Move(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (Number(form, "id") is not { } id || Number(form, "snapshot") is not { } snapshot)
        {
            await words.WriteDefault(context, StatusCodes.Status400BadRequest);
            return;
        }

        ManualOutcome outcome = _triage.Change(store, id, SignIn.NameOf(context), changeSnapshotId: snapshot);
        await Answer(context, outcome, alert => $"The change of alert {alert.Id} is at snapshot {snapshot} now.");
    }

    private Task Answer(HttpContext context, ManualOutcome outcome, Func<PerfAlert, string> done)
    {
        (int status, string? problem) = outcome.Defect switch
        {
            null => (StatusCodes.Status200OK, null),
            TriageDefect.SnapshotNotFound => (StatusCodes.Status404NotFound, "There is no such snapshot."),
            TriageDefect.AlertNotFound => (StatusCodes.Status404NotFound, "There is no such alert."),
            TriageDefect.NotMeasured => (StatusCodes.Status400BadRequest, "That snapshot holds no value of this series."),
            TriageDefect.NothingBefore => (StatusCodes.Status400BadRequest, "Nothing was measured before that snapshot, so that nothing changed there."),
            _ => (StatusCodes.Status409Conflict, $"Alert {outcome.Alert?.Id} reports this change already."),
        };
        if (problem is not null)
        {
            return words.Write(context, status, problem + " Nothing was changed.");
        }

        Return(context, PagePath.Alerts, done(outcome.Alert!) + LogTrouble(outcome.LogFailure));
        return Task.CompletedTask;
    }

    private async Task Annotate(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        string? text = Text(form, "text");
        string? defect = PerfAnnotation.DefectOfText(text);
        if (defect is not null || !DateTimeOffset.TryParse(form["at"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at))
        {
            await words.Write(context, StatusCodes.Status400BadRequest, defect is null ? "That is no time. Nothing was noted." : $"The text cannot be noted: {defect}.");
            return;
        }

        var annotation = new PerfAnnotation
        {
            Identity = _clock.Next().Id,
            Timestamp = at,
            Text = text!,
            Application = Text(form, "app"),
            Environment = Text(form, "env"),
            Metric = Text(form, "metric") is { } metric ? store.ReadCatalogue(string.Empty).Find(metric)?.Id ?? metric : null,
            Author = SignIn.NameOf(context),
            CreatedAt = time.GetUtcNow(),
        };
        if (annotation.FindDefect() is { } ofName)
        {
            await words.Write(context, StatusCodes.Status400BadRequest, $"That cannot be noted: {ofName}.");
            return;
        }

        PerfAnnotation added = store.AddAnnotation(annotation);
        Return(context, PagePath.Overview, $"Noted as annotation {added.Id}.");
    }

    private async Task RemoveAnnotation(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (Number(form, "id") is not { } id)
        {
            await words.WriteDefault(context, StatusCodes.Status400BadRequest);
            return;
        }

        if (store.RemoveAnnotations([id]) == 0)
        {
            await words.Write(context, StatusCodes.Status404NotFound, $"There is no annotation {id} any more.");
            return;
        }

        Return(context, PagePath.Overview, $"Annotation {id} was removed.");
    }

    // Each number once, as the page showed it; one that the form says nothing of was seen open.
    private static List<SeenAlert>? Seen(IFormCollection form)
    {
        var shown = new Dictionary<long, SeenAlert>();
        foreach (string? token in form["seen"])
        {
            if (SeenToken.Read(token) is not { } seen)
            {
                return null;
            }

            shown[seen.Id] = seen;
        }

        var chosen = new Dictionary<long, SeenAlert>();
        foreach (string? text in form["id"])
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
            {
                return null;
            }

            chosen[id] = shown.GetValueOrDefault(id) ?? new SeenAlert(id, AlertState.Open, null);
        }

        return [.. chosen.Values];
    }

    private static string? Text(IFormCollection form, string field) => form[field].ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static long? Number(IFormCollection form, string field) =>
        long.TryParse(form[field], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static string Count(int alerts) => alerts == 1 ? "1 alert was" : string.Create(CultureInfo.InvariantCulture, $"{alerts} alerts were");

    private string LogTrouble(Exception? failure) =>
        failure is null ? string.Empty : $" The log has no line of it: {StoreLocation.Quote(store.Location.File!, failure.Message)}";

    private void Return(HttpContext context, string otherwise, string notice)
    {
        notices.Put(context, notice);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = words.PageOfForm(context.Request) ?? options.BasePath + otherwise;
    }
}
