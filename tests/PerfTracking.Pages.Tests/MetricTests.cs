using System.Text.Json;
using AngleSharp.Dom;
using PerfTracking.Analysis;
using PerfTracking.Pages.Charts;
using PerfTracking.Pages.Models;
using PerfTracking.Pages.Reading;

namespace PerfTracking.Pages.Tests;

public sealed class MetricTests
{
    [Fact]
    public void The_band_is_the_baseline_as_it_was_before_each_point()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        MetricLine line = Assert.Single(history.Metric("metric=APP-001").Lines, line => !line.Series.Cold);

        // The first point of the new level was held against the old one, the last one against the new.
        int change = line.Series.Points.ToList().FindIndex(point => point.Value > 600);
        Assert.InRange(line.Band.Single(point => point.At == line.Series.Points[change].Timestamp).Median, 396, 404);
        Assert.InRange(line.Band[^1].Median, 690, 710);
        Assert.True(line.Band[^1].P5 < line.Band[^1].Median && line.Band[^1].Median < line.Band[^1].P95);
    }

    [Fact]
    public async Task A_change_of_level_is_told_with_its_size_its_p_value_and_its_commits()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(history.Metric("metric=APP-001"));

        IElement row = page.QuerySelectorAll("section").Single(section => section.GetAttribute("aria-labelledby") == "changes-title").QuerySelector("tbody tr")!;
        Assert.Contains("for the worse", row.TextContent, StringComparison.Ordinal);
        Assert.Matches(@"\+7[456]%", row.TextContent);
        Assert.Contains("aaaaaaa..bbbbbbb", row.TextContent, StringComparison.Ordinal);
        Assert.Matches(@"\dE-\d", row.TextContent);
    }

    [Fact]
    public void A_change_in_a_range_that_is_drawn_from_a_part_of_its_points_has_its_commits()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        MetricLine line = Assert.Single(history.Metric("metric=APP-001&start=warm", columns: 10).Lines);

        Assert.True(line.Series.IsThinned);
        Assert.Equal(("aaaaaaaaaa", "bbbbbbbbbb"), (Assert.Single(line.Changes).CommitBefore, line.Changes[0].CommitAfter));
    }

    [Fact]
    public void An_environment_in_the_address_means_its_lines_and_alerts_however_it_is_spelled()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        MetricModel asSaved = history.Metric("metric=APP-001&env=host"), shouted = history.Metric("metric=APP-001&env=HOST");

        Assert.NotEmpty(asSaved.Alerts);
        Assert.Equal((asSaved.Lines.Count, asSaved.Alerts.Count), (shouted.Lines.Count, shouted.Alerts.Count));
        Assert.Empty(history.Metric("metric=APP-001&env=other").Alerts);
    }

    [Fact]
    public void Unlike_environments_are_lines_of_their_own()
    {
        using var history = new DemoHistory();
        history.SaveMany(8, 400, environment: "one");
        history.SaveMany(8, 200, environment: "two");

        MetricModel model = history.Metric("metric=APP-001&start=warm");

        Assert.Equal(["two, warm", "one, warm"], model.Lines.Select(line => line.Name));
        Assert.Equal("one, warm", Assert.Single(history.Metric("metric=APP-001&start=warm&env=one").Lines).Name);
    }

    [Fact]
    public void The_data_of_a_chart_gives_times_as_steps_and_commits_once()
    {
        using DemoHistory history = DemoHistory.WithRegression();
        MetricModel model = history.Metric("metric=APP-001&start=warm");

        using var chart = JsonDocument.Parse(ChartJson.Of(model));

        JsonElement line = chart.RootElement.GetProperty("lines")[0];
        long[] times = [.. line.GetProperty("t").EnumerateArray().Select(step => step.GetInt64())];
        Assert.Equal(model.Lines[0].Series.Points[0].Timestamp.ToUnixTimeMilliseconds(), times[0]);
        Assert.All(times[1..], step => Assert.Equal(600_000, step));
        Assert.Equal(["aaaaaaa", "bbbbbbb"], line.GetProperty("commits").EnumerateArray().Select(commit => commit.GetString()!));
        Assert.Equal(500, chart.RootElement.GetProperty("target").GetDouble());
        Assert.Contains(chart.RootElement.GetProperty("marks").EnumerateArray(), mark => mark.GetProperty("kind").GetString() == "change");
    }

    [Fact]
    public void A_point_of_a_clock_that_is_ahead_of_this_one_is_in_the_picture()
    {
        using var history = new DemoHistory();
        history.SaveMany(6, 400);
        MetricModel model = new MetricReader(new BaselineEstimator(), new ChangePointDetector()).Read(history.Store, PageQuery.Parse("metric=APP-001"), history.Now.AddMinutes(-25));

        using var chart = JsonDocument.Parse(ChartJson.Of(model));

        Assert.Equal(history.Now.ToUnixTimeMilliseconds(), chart.RootElement.GetProperty("to").GetInt64());
    }

    [Fact]
    public void Without_a_metric_in_the_address_it_shows_one_that_the_application_measures()
    {
        using var history = new DemoHistory();
        history.SaveMany(3, 400, application: "other");
        history.Save([("nightly_export", 812), ("MEM-001", 120)]);

        Assert.Equal("nightly_export", history.Metric("app=app").Metric!.Name);
        Assert.NotEmpty(history.Metric("app=app").Lines);
        Assert.Equal("APP-001", history.Metric("app=other").Metric!.Id);
        Assert.Equal("APP-001", history.Metric("app=nobody").Metric!.Id);
    }

    [Fact]
    public async Task A_metric_that_is_not_there_is_said_in_words()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(history.Metric("metric=XYZ-001"));

        Assert.Contains("There is no metric XYZ-001", page.QuerySelector("main .empty")!.TextContent, StringComparison.Ordinal);
    }
}
