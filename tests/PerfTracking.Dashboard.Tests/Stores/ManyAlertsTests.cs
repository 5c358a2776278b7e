using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using PerfTracking.Alerts;
using PerfTracking.Dashboard.Tests.Serving;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Pages.Tests;
using PerfTracking.Recording;
using PerfTracking.Stores;
using PerfTracking.Tracking;

namespace PerfTracking.Dashboard.Tests.Stores;

/// <summary>All that began with one commit is one row, and settled with one decision.</summary>
public sealed partial class ManyAlertsTests
{
    private const int Alerts = 1000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_thousand_alerts_of_one_cause_are_settled_by_one_form_in_two_seconds()
    {
        using var history = new DemoHistory();
        Raise(history);
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(history.Path);
        string page = await dashboard.Client.GetStringAsync("alerts");
        (string Name, string Value)[] shown = [.. Fields(page, "id"), .. Fields(page, "seen")];
        Assert.Equal(2 * Alerts, shown.Length);

        long began = Stopwatch.GetTimestamp();
        using HttpResponseMessage answer = await dashboard.Post("alerts/decide", [dashboard.FormField(), .. shown, ("decision", "approve"), ("notes", "one cause")]);
        string after = await dashboard.Client.GetStringAsync("alerts");
        TimeSpan took = Stopwatch.GetElapsedTime(began);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("1000 alerts were approved.", after, StringComparison.Ordinal);
        Assert.Empty(history.OpenAlerts());
        Assert.All(history.Store.ReadAlerts(new AlertQuery()), static alert => Assert.Equal((AlertState.Approved, "one cause", Environment.UserName), (alert.State, alert.Notes, alert.DecidedBy)));
        Assert.True(took < Limit, $"It took {took.TotalSeconds:0.00} s.");
    }

    private static void Raise(DemoHistory history)
    {
        PerfMetric[] metrics = [.. Enumerable.Range(1, Alerts).Select(static i => MetricCatalogue.BuiltIn.Resolve(new MetricKey("work" + i, IsOperation: false)))];
        using ISaveTransaction save = history.Store.BeginSave();
        save.ReadCatalogue("app");
        var context = new RunContext("app", "host", Guid.NewGuid(), "bbbbbbbbbb", "main", new Dictionary<string, string>());
        long snapshot = save.Append(context, new SnapshotMark(history.Now, Guid.CreateVersion7()), false, [.. metrics.Select(static metric => new MeasuredValue(metric, AggregatedValue.OfOne(200)))]);
        foreach (PerfMetric metric in metrics)
        {
            save.WriteAlert(new PerfAlert
            {
                Metric = metric.Id,
                Name = metric.Name,
                Unit = metric.Unit,
                Application = "app",
                Environment = "host",
                Kind = DetectionTier.ChangePoint,
                Severity = PerfSeverity.Error,
                RaisedAt = history.Now,
                LastSeenAt = history.Now,
                FirstSnapshotId = snapshot,
                LastSnapshotId = snapshot,
                ChangeSnapshotId = snapshot,
            });
        }

        save.Commit();
    }

    private static IEnumerable<(string Name, string Value)> Fields(string page, string name) =>
        FieldPattern().Matches(page).Where(match => match.Value.Contains($"name=\"{name}\"", StringComparison.Ordinal))
            .Select(match => (name, WebUtility.HtmlDecode(ValuePattern().Match(match.Value).Groups[1].Value)));

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex FieldPattern();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex ValuePattern();
}
