using AngleSharp.Dom;
using PerfTracking.Pages.Models;
using PerfTracking.Pages.Reading;

namespace PerfTracking.Pages.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public async Task Snapshots_come_latest_first_in_pages()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        SnapshotsModel first = SnapshotsReader.Read(history.Store, new PageQuery(), history.Now);
        SnapshotsModel second = SnapshotsReader.Read(history.Store, new PageQuery { Page = 2 }, history.Now);

        Assert.Equal(Enumerable.Range(6, 50).Reverse().Select(static id => (long)id), first.Snapshots.Select(static snapshot => snapshot.Id));
        Assert.Equal([5, 4, 3, 2, 1], second.Snapshots.Select(static snapshot => snapshot.Id));
        Assert.Equal((true, false), (first.HasOlder, second.HasOlder));
        Assert.Equal("/snapshots?page=2", (await Rendered.PageAsync(first)).QuerySelector("a[rel=next]")!.GetAttribute("href"));
    }

    [Fact]
    public void Beyond_the_last_page_of_a_list_is_its_last_one()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        SnapshotsModel beyond = SnapshotsReader.Read(history.Store, new PageQuery { Page = 99 }, history.Now);

        Assert.Equal((2, 5, false), (beyond.Query.Page, beyond.Snapshots.Count, beyond.HasOlder));
        Assert.Equal(1, SnapshotsReader.Read(history.Store, new PageQuery { Page = 99, Environment = "none" }, history.Now).Query.Page);
    }

    [Fact]
    public async Task A_snapshot_shows_every_tier_of_each_verdict()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(new SnapshotReader(new Analysis.RegressionDetector()).Read(history.Store, new PageQuery { Snapshot = 50 }, history.Now));

        IElement row = page.QuerySelectorAll("tbody tr").First(row => row.QuerySelector("th a")?.TextContent == "startup_time_ms" && row.QuerySelector("details") is not null);
        Assert.Equal(["Threshold critical", "Statistical (does not count) critical", "Trend (does not count) ok", "ChangePoint critical"],
            row.QuerySelectorAll("dt").Select(static term => string.Join(' ', term.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains("Compare with #49", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_not_there_is_said_in_words()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(new SnapshotReader(new Analysis.RegressionDetector()).Read(history.Store, new PageQuery { Snapshot = 999 }, history.Now));

        Assert.Contains("There is no snapshot #999", page.QuerySelector("main .empty")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_a_number_is_said_in_words()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(new SnapshotReader(new Analysis.RegressionDetector()).Read(history.Store, PageQuery.Parse("snapshot=x"), history.Now));

        Assert.Contains("no number of a snapshot", page.QuerySelector("main .empty")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("#", page.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("commit:aaaaaaa", "commit:bbbbbbb")]
    [InlineData("snapshot:20", "snapshot:50")]
    public void Two_sides_are_compared_by_their_medians(string left, string right)
    {
        using DemoHistory history = DemoHistory.WithRegression();

        CompareModel model = CompareReader.Read(history.Store, new PageQuery { Left = left, Right = right }, history.Now);

        CompareRow row = model.Rows.Single(static row => row.Metric.Id == "APP-001");
        Assert.InRange(row.ChangePercent!.Value, 71, 79);
        Assert.Equal(Detection.ChangeEffect.Worse, row.Effect);
    }

    [Fact]
    public void Two_snapshots_that_differ_by_no_more_than_usual_are_neither_better_nor_worse()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        CompareModel model = CompareReader.Read(history.Store, new PageQuery { Left = "snapshot:30", Right = "snapshot:31" }, history.Now);

        CompareRow row = model.Rows.Single(static row => row.Metric.Id == "APP-001");
        Assert.InRange(row.UsualSpread!.Value, 4, 8);
        Assert.NotEqual(0, row.ChangePercent);
        Assert.Equal(Detection.ChangeEffect.None, row.Effect);
    }

    [Theory]
    [InlineData("commit:ccccccc")]
    [InlineData("snapshot:999")]
    [InlineData("branch:")]
    [InlineData("nonsense")]
    public async Task A_side_that_is_not_there_is_said_in_words(string side)
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(CompareReader.Read(history.Store, new PageQuery { Left = "branch:main", Right = side }, history.Now));

        Assert.Contains("Nothing was found of " + side, page.QuerySelector("main .empty")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(!side.StartsWith("snapshot:", StringComparison.Ordinal), page.QuerySelector("main .empty")!.TextContent.Contains("in the range", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_from_zero_is_told_by_its_values_and_none_as_none()
    {
        using var history = new DemoHistory();
        history.Save([("retries", 0), ("failures", 0)]);
        history.Save([("retries", 5), ("failures", 0)]);

        IDocument page = await Rendered.PageAsync(CompareReader.Read(history.Store, new PageQuery(), history.Now));

        Assert.Equal(("0→5", "= 0%"), (ChangeOf("retries"), ChangeOf("failures")));

        string ChangeOf(string name) => page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent == name).QuerySelector(".change")!.TextContent;
    }

    [Fact]
    public void Without_sides_the_latest_snapshot_is_held_against_the_one_before_it()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        CompareModel model = CompareReader.Read(history.Store, new PageQuery(), history.Now);

        Assert.Equal(("snapshot:54", "snapshot:55"), (model.Left!.Text, model.Right!.Text));
    }

    [Fact]
    public async Task The_store_page_looks_for_damage_when_asked()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = await Rendered.PageAsync(StoreReader.Read(history.Store, new PageQuery(), history.Now));
        IDocument checkedPage = await Rendered.PageAsync(StoreReader.Read(history.Store, PageQuery.Parse("check=1"), history.Now));

        Assert.Equal("/store?check=1", page.QuerySelectorAll("main a").First(static link => link.TextContent == "Look for damage").GetAttribute("href"));
        Assert.Contains("No damage was found", checkedPage.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("55", page.QuerySelectorAll(".facts dd").Select(static fact => fact.TextContent.Trim()));
        Assert.Contains(page.QuerySelectorAll(".facts dd"), static fact => fact.TextContent.StartsWith("30 days in full", StringComparison.Ordinal));
    }
}
