using Microsoft.Playwright;
using PerfTracking.Dashboard.Tests.Serving;
using PerfTracking.Pages.Tests;

namespace PerfTracking.Dashboard.Tests.Browsers;

/// <summary>What becomes of a page while others save.</summary>
[Collection(nameof(Chromium))]
public sealed class NewsTests(Chromium chromium)
{
    private const string LatestRow = "main tbody tr:first-child th";

    // The page asks each second.
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(3);

    [BrowserFact]
    public async Task What_the_reader_types_into_a_filter_stays_and_the_news_comes_once_it_is_done()
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await OpenAt(dashboard, "compare");
        ILocator field = window.Page.Locator("input[name=left]"), latest = window.Page.Locator("input[name=right]");
        string asked = await field.InputValueAsync();

        await field.FillAsync("branch:ma");
        Save(history);
        await Task.Delay(LongEnough);
        Assert.Equal("branch:ma", await field.InputValueAsync());

        await field.FillAsync(asked);
        await field.BlurAsync();
        await Assertions.Expect(latest).ToHaveValueAsync("snapshot:181");
        Assert.Empty(window.Errors);
    }

    [BrowserFact]
    public async Task What_the_reader_chose_in_a_form_stays_while_others_save()
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await OpenAt(dashboard, "metric?metric=EXP-001");
        ILocator severity = window.Page.Locator("#raise select[name=severity]");

        await window.Page.Locator("#raise summary").ClickAsync();
        await severity.SelectOptionAsync("Critical");
        await window.Page.Locator("h1").ClickAsync();
        Save(history);
        await Task.Delay(LongEnough);
        Assert.Equal("Critical", await severity.InputValueAsync());

        string read = await ReadAt(window);
        await severity.SelectOptionAsync("Error");
        await severity.BlurAsync();
        await window.Page.WaitForFunctionAsync("read => document.querySelector('footer time').dateTime !== read", read);
        Assert.Empty(window.Errors);
    }

    [BrowserFact]
    public async Task A_page_hears_of_news_again_after_the_store_could_not_be_read()
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await OpenAt(dashboard, "snapshots");

        await window.Page.RouteAsync("**/live?*", static route => route.FulfillAsync(new RouteFulfillOptions { Status = 503 }));
        await window.Page.WaitForResponseAsync(static response => response.Url.Contains("/live?", StringComparison.Ordinal) && response.Status == 503);
        Save(history);
        await window.Page.UnrouteAsync("**/live?*");

        await Assertions.Expect(window.Page.Locator(LatestRow)).ToHaveTextAsync("#181", new LocatorAssertionsToHaveTextOptions { Timeout = 15_000 });
    }

    [BrowserFact]
    public async Task News_that_could_not_be_fetched_is_fetched_later()
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await OpenAt(dashboard, "snapshots");

        await window.Page.RouteAsync("**/snapshots", static route => route.FulfillAsync(new RouteFulfillOptions { Status = 503 }));
        await window.Page.RunAndWaitForResponseAsync(() => Task.Run(() => Save(history)), static response => response.Url.EndsWith("/snapshots", StringComparison.Ordinal));
        await window.Page.UnrouteAsync("**/snapshots");

        await Assertions.Expect(window.Page.Locator(LatestRow)).ToHaveTextAsync("#181", new LocatorAssertionsToHaveTextOptions { Timeout = 15_000 });
    }

    [BrowserFact]
    public async Task An_opened_row_stays_open_and_the_keyboard_where_it_is()
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await OpenAt(dashboard, "snapshot?snapshot=150");
        ILocator row = window.Page.Locator("main td details").Nth(2);

        await row.Locator("summary").ClickAsync();
        string read = await ReadAt(window);
        Save(history);
        await window.Page.WaitForFunctionAsync("read => document.querySelector('footer time').dateTime !== read", read);

        Assert.NotNull(await row.GetAttributeAsync("open"));
        Assert.True(await row.Locator("summary").EvaluateAsync<bool>("summary => document.activeElement === summary"));

        await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Compare with" }).FocusAsync();
        read = await ReadAt(window);
        Save(history);
        await window.Page.WaitForFunctionAsync("read => document.querySelector('footer time').dateTime !== read", read);

        Assert.StartsWith("Compare with", await window.Page.EvaluateAsync<string>("() => document.activeElement.textContent"), StringComparison.Ordinal);
        Assert.Empty(window.Errors);
    }

    [BrowserFact]
    public async Task A_table_that_was_moved_sideways_stays_where_it_is()
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await OpenAt(dashboard, "snapshot?snapshot=150", 700);
        ILocator table = window.Page.Locator("main .scroll").Last;
        int moved = await table.EvaluateAsync<int>("table => { table.scrollLeft = 60; return table.scrollLeft; }");

        string read = await ReadAt(window);
        Save(history);
        await window.Page.WaitForFunctionAsync("read => document.querySelector('footer time').dateTime !== read", read);

        Assert.Equal(60, moved);
        Assert.Equal(moved, await table.EvaluateAsync<int>("table => table.scrollLeft"));
    }

    [BrowserFact]
    public async Task Text_that_is_selected_stays_so_and_the_news_comes_once_it_is_not()
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await OpenAt(dashboard, "snapshots");

        await window.Page.EvaluateAsync("() => getSelection().selectAllChildren(document.querySelector('h1'))");
        Save(history);
        await Task.Delay(LongEnough);
        Assert.Equal("Snapshots of Orders.App", await window.Page.EvaluateAsync<string>("() => getSelection().toString()"));

        await window.Page.EvaluateAsync("() => getSelection().removeAllRanges()");
        await Assertions.Expect(window.Page.Locator(LatestRow)).ToHaveTextAsync("#181");
    }

    private async Task<Window> OpenAt(TestDashboard dashboard, string address, int width = 1280)
    {
        Window window = await chromium.Open(dashboard, width);
        await window.Page.RunAndWaitForResponseAsync(
            () => window.Page.GotoAsync(dashboard.Dashboard.Url + address), static response => response.Url.Contains("/live?", StringComparison.Ordinal));
        return window;
    }

    private static Task<string> ReadAt(Window window) => window.Page.Locator("footer time").GetAttributeAsync("datetime")!;

    private static void Save(DemoHistory history) => history.Save([("APP-001", 395)], "Orders.App", "build-agent-1", TimeSpan.FromMinutes(1), "c0ffee1234567890", "main");
}
