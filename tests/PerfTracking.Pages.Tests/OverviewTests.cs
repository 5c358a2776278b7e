using AngleSharp.Dom;

namespace PerfTracking.Pages.Tests;

public sealed class OverviewTests
{
    [Fact]
    public async Task A_card_shows_value_target_change_and_verdict()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(history.Overview());

        IElement card = page.QuerySelectorAll("article.card").First(card => card.TextContent.Contains("APP-001", StringComparison.Ordinal));
        Assert.Contains("critical", card.ClassList);
        Assert.Equal("500 ms", card.QuerySelector(".target .num")!.TextContent);
        Assert.Contains("missed", card.QuerySelector(".targetbar")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("worse", card.QuerySelector(".week .change")!.ClassList);
        Assert.NotNull(card.QuerySelector("svg.sparkline path"));
        Assert.StartsWith("/metric?app=app&", card.QuerySelector("h3 a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_alerts_come_before_the_metrics()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(history.Overview());

        Assert.NotEmpty(history.OpenAlerts());
        Assert.Equal(["Open alerts", "Metrics", "What explains them"], page.QuerySelectorAll("main h2").Select(title => title.TextContent));
        Assert.Equal($"{history.OpenAlerts().Length} open", page.QuerySelector("nav .badge")!.TextContent);
    }

    [Fact]
    public async Task Of_many_open_alerts_it_says_how_many_more_there_are_and_where()
    {
        using var history = new DemoHistory();
        string[] metrics = ["APP-001", "VAL-001", "VAL-002", "GEN-001", "API-001", "API-003", "EXP-001", "SVC-001", "SVC-002", "a_ms", "b_ms", "c_ms", "d_ms"];
        for (int i = 0; i < 40; i++)
        {
            history.Save([.. metrics.Select(metric => (metric, (i < 30 ? 100_000.0 : 200_000) + i % 3))]);
        }

        IDocument page = await Rendered.PageAsync(history.Overview());

        Assert.InRange(history.OpenAlerts().Length, 11, 100);
        Assert.Equal(10, history.Overview().Alerts.Count);
        IElement more = page.QuerySelectorAll("main section a").Single(static link => link.TextContent.EndsWith(" more", StringComparison.Ordinal));
        Assert.Equal(($"{history.OpenAlerts().Length - 10} more", "/alerts?app=app"), (more.TextContent, more.GetAttribute("href")));
    }

    [Fact]
    public async Task An_improvement_is_never_red()
    {
        using var history = new DemoHistory();
        history.SaveMany(40, 400);
        history.SaveMany(1, 300);

        IDocument page = await Rendered.PageAsync(history.Overview());

        IElement change = page.QuerySelector("article.card .week .change")!;
        Assert.Contains("better", change.ClassList);
        Assert.StartsWith("▼ -25%", change.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Noise_of_a_few_per_cent_is_a_flat_sparkline_and_its_range_stands_below_it()
    {
        using var history = new DemoHistory();
        history.SaveMany(10, 400, noise: 0.01);
        history.Save([("EXP-001", 1000)]);
        history.Save([("EXP-001", 2000)]);

        IDocument page = await Rendered.PageAsync(history.Overview("start=warm"));

        IElement noise = page.QuerySelectorAll("article.card").First(card => card.TextContent.Contains("APP-001", StringComparison.Ordinal));
        Assert.InRange(Heights(noise).Max() - Heights(noise).Min(), 0, 32 * 0.2);
        Assert.Matches("^(39[6-9]|40[0-4])–(39[6-9]|40[0-4])$", noise.QuerySelector(".spark figcaption")!.TextContent);
        IElement doubled = page.QuerySelectorAll("article.card").First(card => card.TextContent.Contains("EXP-001", StringComparison.Ordinal));
        Assert.Equal([30.0, 2.0], Heights(doubled));
    }

    [Fact]
    public async Task A_gap_in_the_measurements_is_a_gap_in_the_sparkline()
    {
        using var history = new DemoHistory();
        history.SaveMany(10, 400);
        history.Save([("APP-001", 400)], after: TimeSpan.FromHours(9));
        history.SaveMany(9, 400);

        IDocument page = await Rendered.PageAsync(history.Overview("start=warm"));

        string line = page.QuerySelector("article.card svg.sparkline path")!.GetAttribute("d")!;
        Assert.Equal(2, line.Count(static sign => sign == 'M'));
    }

    [Fact]
    public async Task What_is_shown_can_be_taken_along_as_table_and_as_report()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(history.Overview("range=30d"));

        Assert.Equal(
            ["/csv/measurements?app=app&env=host&start=warm&range=30d", "/report?app=app&env=host&start=warm&range=30d"],
            page.QuerySelectorAll(".actions a[download]").Select(static link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task An_empty_store_explains_how_to_fill_it()
    {
        using var history = new DemoHistory();

        Assert.Contains("Save-PerfBaseline", (await Rendered.PageAsync(history.Overview())).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Save-PerfBaseline", (await Rendered.PageAsync(history.Metric("metric=APP-001"))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_that_is_not_there_is_said_in_words()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(history.Overview("app=other"));

        Assert.Contains("Nothing was measured of other", page.QuerySelector("main .empty")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gauge_says_its_number_and_the_distance_to_the_target()
    {
        using var history = new DemoHistory();
        history.Save([("APP-001", 540)]);

        IDocument page = await Rendered.PageAsync(history.Overview());

        double index = history.Overview().Index!.Value;
        Assert.InRange(index, 90, 99);
        Assert.Contains($"{Math.Round(index, 1)} of 100", page.QuerySelector(".gauge svg")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("the threshold is 90", page.QuerySelector(".gauge svg")!.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gauge_says_why_it_shows_nothing_beside_an_open_critical_alert()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(history.Overview());

        Assert.Equal("Performance index: none while a critical alert is open (it knows targets alone)", page.QuerySelector(".gauge")!.TextContent);
        Assert.Null(page.QuerySelector(".gauge svg"));
    }

    private static double[] Heights(IElement card) =>
        [.. card.QuerySelector("svg.sparkline path")!.GetAttribute("d")!.Split(['M', 'L'], StringSplitOptions.RemoveEmptyEntries).Select(static point => double.Parse(point.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))];
}
