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
        Assert.NotNull(card.QuerySelector("svg.sparkline polyline"));
        Assert.StartsWith("/metric?app=app&", card.QuerySelector("h3 a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_alerts_come_before_the_metrics()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(history.Overview());

        Assert.NotEmpty(history.OpenAlerts());
        Assert.Equal(["Open alerts", "Metrics"], page.QuerySelectorAll("main h2").Select(title => title.TextContent));
        Assert.Equal($"{history.OpenAlerts().Length} open", page.QuerySelector("nav .badge")!.TextContent);
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
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(history.Overview());

        double index = history.Overview().Index!.Value;
        Assert.InRange(index, 60, 100);
        Assert.Contains($"{Math.Round(index, 1)} of 100", page.QuerySelector(".gauge svg")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("the threshold is 90", page.QuerySelector(".gauge svg")!.GetAttribute("aria-label"), StringComparison.Ordinal);
    }
}
