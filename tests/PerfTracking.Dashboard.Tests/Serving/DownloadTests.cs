using PerfTracking.Pages.Tests;
using PerfTracking.Stores;

namespace PerfTracking.Dashboard.Tests.Serving;

public sealed class DownloadTests
{
    [Fact]
    public async Task The_file_of_a_snapshot_holds_its_values_alone_however_old_it_is()
    {
        using var history = DemoHistory.WithRegression();
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(history.Path);

        string[] lines = (await dashboard.Client.GetStringAsync("csv/measurements?snapshot=3")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(history.Store.ReadMeasurements(new HistoryQuery { SnapshotIds = [3] }).Count(), lines.Length - 1);
        Assert.All(lines[1..], static line => Assert.Matches("^\"?3\"?,", line));
    }

    [Theory]
    [InlineData("env=host&start=warm", "{0} open")]
    [InlineData("env=other", "none raised")]
    [InlineData("env=host&start=cold", "none raised")]
    [InlineData("branch=topic", "none raised")]
    public async Task A_report_counts_the_alerts_of_what_it_is_about(string query, string alerts)
    {
        using var history = DemoHistory.WithRegression();
        history.SaveMany(10, 400, environment: "other");
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(history.Path, time: history.Clock);

        string page = await dashboard.Client.GetStringAsync("report?app=app&" + query);

        string told = page[page.IndexOf("<dt>Alerts</dt>", StringComparison.Ordinal)..].Split("</dd>")[0];
        Assert.Contains(string.Format(null, alerts, history.OpenAlerts().Length) + "</span>", told, StringComparison.Ordinal);
    }
}
