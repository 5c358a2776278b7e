using System.Net;
using Microsoft.Extensions.Time.Testing;
using PerfTracking.Alerts;
using PerfTracking.Dashboard.Tests.Serving;
using PerfTracking.History;
using PerfTracking.Pages;
using PerfTracking.Pages.Tests;
using PerfTracking.Stores;

namespace PerfTracking.Dashboard.Tests.Stores;

public class ChangeTests
{
    [Theory]
    [InlineData("approve", AlertState.Approved, false)]
    [InlineData("rebaseline", AlertState.Approved, true)]
    [InlineData("deny", AlertState.Denied, false)]
    public async Task A_decision_is_written_with_who_made_it_and_told_on_the_page_it_was_made_on(string decision, AlertState state, bool rebaselined)
    {
        using var history = DemoHistory.WithRegression();
        await using TestDashboard dashboard = await Start(history);
        PerfAlert open = history.OpenAlerts()[0];
        dashboard.Client.DefaultRequestHeaders.Referrer = new Uri(dashboard.Dashboard.Url + "metric?metric=APP-001");

        using HttpResponseMessage answer = await dashboard.Post(
            "alerts/decide", dashboard.FormField(), ("decision", decision), ("id", $"{open.Id}"), ("seen", SeenToken.Of(open)), ("notes", "since 2.4"));

        Assert.Equal((HttpStatusCode.SeeOther, "/metric?metric=APP-001"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        PerfAlert decided = history.Store.ReadAlerts(new AlertQuery { Ids = [open.Id] }).Single();
        Assert.Equal((state, rebaselined, "since 2.4", Environment.UserName), (decided.State, decided.Rebaselined, decided.Notes, decided.DecidedBy));
        string page = await dashboard.Client.GetStringAsync("metric");
        Assert.Contains(state == AlertState.Denied ? "1 alert was denied." : "1 alert was approved.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("1 alert was", await dashboard.Client.GetStringAsync("metric"), StringComparison.Ordinal);
        string line = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(history.Path)!, "decisions_*.log").SelectMany(File.ReadAllLines));
        Assert.Contains(Environment.UserName, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_the_second_is_told_and_nothing_is_lost()
    {
        using var history = DemoHistory.WithRegression();
        await using TestDashboard dashboard = await Start(history);
        PerfAlert open = history.OpenAlerts()[0];
        history.Store.Decide([SeenAlert.Of(open)], new AlertDecision(AlertState.Denied, "backup", "Ada", history.Now));
        dashboard.Client.DefaultRequestHeaders.Referrer = new Uri(dashboard.Dashboard.Url + "metric?metric=APP-001");

        using HttpResponseMessage answer = await dashboard.Post(
            "alerts/decide", dashboard.FormField(), ("decision", "approve"), ("id", $"{open.Id}"), ("seen", SeenToken.Of(open)));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        string words = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"Alert {open.Id} was denied by Ada meanwhile", words, StringComparison.Ordinal);
        Assert.Contains("href=\"/metric?metric=APP-001\"", words, StringComparison.Ordinal);
        PerfAlert kept = history.Store.ReadAlerts(new AlertQuery { Ids = [open.Id] }).Single();
        Assert.Equal((AlertState.Denied, "backup"), (kept.State, kept.Notes));
    }

    [Fact]
    public async Task Who_decides_what_somebody_has_decided_with_other_notes_is_told_whose_stay()
    {
        using var history = DemoHistory.WithRegression();
        await using TestDashboard dashboard = await Start(history);
        PerfAlert open = history.OpenAlerts()[0];
        history.Store.Decide([SeenAlert.Of(open)], new AlertDecision(AlertState.Approved, "agreed with the team", "Ada", history.Now));

        foreach ((string notes, string told) in new[] { ("since 2.4", $"1 alert was approved. Alert {open.Id} had been before, by Ada; the notes of then stay.<"), ("agreed with the team", "1 alert was approved.<") })
        {
            using HttpResponseMessage answer = await dashboard.Post(
                "alerts/decide", dashboard.FormField(), ("decision", "approve"), ("id", $"{open.Id}"), ("seen", SeenToken.Of(open)), ("notes", notes));

            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.Contains(told, await dashboard.Client.GetStringAsync("alerts"), StringComparison.Ordinal);
        }

        Assert.Equal("agreed with the team", history.Store.ReadAlerts(new AlertQuery { Ids = [open.Id] }).Single().Notes);
    }

    [Fact]
    public async Task A_change_leads_back_to_its_page_at_an_address_of_IPv6_too()
    {
        using var history = new DemoHistory();
        history.SaveMany(3, 400);
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(history.Path, static options => options with { Bind = IPAddress.IPv6Loopback }, new FakeTimeProvider(history.Now));
        dashboard.Client.DefaultRequestHeaders.Referrer = new Uri(dashboard.Dashboard.Url + "metric?metric=APP-001");

        using HttpResponseMessage answer = await dashboard.Post("annotations/add", dashboard.FormField(), ("at", "2026-03-01T06:20:00Z"), ("text", "runner image changed"));

        Assert.Equal("/metric?metric=APP-001", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("decision", "delete", "id", "1")]
    [InlineData("decision", "approve", "id", "1 OR 1=1")]
    [InlineData("decision", "approve", "seen", "garbage")]
    public async Task What_no_form_of_ours_sends_is_refused(string name, string value, string otherName, string otherValue)
    {
        using var history = DemoHistory.WithRegression();
        await using TestDashboard dashboard = await Start(history);
        int open = history.OpenAlerts().Length;

        using HttpResponseMessage answer = await dashboard.Post("alerts/decide", dashboard.FormField(), (name, value), (otherName, otherValue));

        Assert.Equal((HttpStatusCode.BadRequest, open), (answer.StatusCode, history.OpenAlerts().Length));
    }

    [Fact]
    public async Task An_alert_is_raised_and_moved_by_hand()
    {
        using var history = new DemoHistory();
        history.SaveMany(30, 400);
        await using TestDashboard dashboard = await Start(history);
        long[] snapshots = [.. history.Store.ReadSnapshots(new HistoryQuery()).Select(static snapshot => snapshot.Id)];

        using HttpResponseMessage raised = await dashboard.Post(
            "alerts/new", dashboard.FormField(), ("snapshot", $"{snapshots[20]}"), ("metric", "APP-001"), ("severity", "warning"), ("notes", "I see it"));
        PerfAlert alert = Assert.Single(history.OpenAlerts());
        using HttpResponseMessage moved = await dashboard.Post("alerts/move", dashboard.FormField(), ("id", $"{alert.Id}"), ("snapshot", $"{snapshots[22]}"));
        using HttpResponseMessage nowhere = await dashboard.Post("alerts/move", dashboard.FormField(), ("id", $"{alert.Id}"), ("snapshot", "987654"));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.NotFound), (raised.StatusCode, moved.StatusCode, nowhere.StatusCode));
        Assert.Equal((Environment.UserName, "I see it"), (alert.RaisedBy, alert.Notes));
        Assert.Equal(snapshots[22], Assert.Single(history.OpenAlerts()).ChangeSnapshotId);
    }

    [Fact]
    public async Task An_annotation_is_added_and_removed()
    {
        using var history = new DemoHistory();
        history.SaveMany(3, 400);
        await using TestDashboard dashboard = await Start(history);

        using HttpResponseMessage added = await dashboard.Post(
            "annotations/add", dashboard.FormField(), ("at", "2026-03-01T06:20:00Z"), ("text", "runner image changed"), ("app", "app"), ("metric", "startup_time_ms"));
        PerfAnnotation annotation = Assert.Single(history.Store.ReadAnnotations(new AnnotationQuery()));
        using HttpResponseMessage empty = await dashboard.Post("annotations/add", dashboard.FormField(), ("at", "2026-03-01T06:20:00Z"), ("text", " "));
        using HttpResponseMessage removed = await dashboard.Post("annotations/remove", dashboard.FormField(), ("id", $"{annotation.Id}"));
        using HttpResponseMessage again = await dashboard.Post("annotations/remove", dashboard.FormField(), ("id", $"{annotation.Id}"));

        Assert.Equal(
            ("runner image changed", "app", "APP-001", new DateTimeOffset(2026, 3, 1, 6, 20, 0, TimeSpan.Zero), Environment.UserName),
            (annotation.Text, annotation.Application, annotation.Metric, annotation.Timestamp, annotation.Author));
        Assert.Equal(
            [HttpStatusCode.SeeOther, HttpStatusCode.BadRequest, HttpStatusCode.SeeOther, HttpStatusCode.NotFound],
            new[] { added.StatusCode, empty.StatusCode, removed.StatusCode, again.StatusCode });
        Assert.Empty(history.Store.ReadAnnotations(new AnnotationQuery()));
    }

    [Theory]
    [InlineData("app")]
    [InlineData("env")]
    [InlineData("metric")]
    public async Task An_annotation_is_about_names_alone(string field)
    {
        using var history = new DemoHistory();
        history.SaveMany(3, 400);
        await using TestDashboard dashboard = await Start(history);

        foreach (string name in new[] { "a\u001b]0;x\u0007", new string('a', 257) })
        {
            using HttpResponseMessage answer = await dashboard.Post("annotations/add", dashboard.FormField(), ("at", "2026-03-01T06:20:00Z"), ("text", "changed"), (field, name));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Empty(history.Store.ReadAnnotations(new AnnotationQuery()));
    }

    private static Task<TestDashboard> Start(DemoHistory history) => TestDashboard.StartSignedIn(history.Path, time: new FakeTimeProvider(history.Now));
}
