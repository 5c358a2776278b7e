using System.Globalization;
using Microsoft.Playwright;
using PerfTracking.Dashboard.Tests.Serving;
using PerfTracking.Pages.Tests;

namespace PerfTracking.Dashboard.Tests.Browsers;

/// <summary>What a chart shows and how it is zoomed.</summary>
[Collection(nameof(Chromium))]
public sealed class ChartTests(Chromium chromium)
{
    private const string DrawnPoints = "plot => plot.data.find(trace => trace.customdata).x.length";

    [BrowserTheory]
    [InlineData("metric=EXP-001&env=build-agent-1")]
    [InlineData("metric=EXP-001&env=build-agent-1&range=all")]
    public async Task Zoomed_out_it_shows_what_the_page_came_with(string query)
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await Open(dashboard, query);
        ILocator plot = window.Page.Locator(".chart .plot");
        int points = await plot.EvaluateAsync<int>(DrawnPoints);
        LocatorBoundingBoxResult box = (await window.Page.Locator(".chart .nsewdrag").First.BoundingBoxAsync())!;
        (float x, float y) = (box.X + (box.Width * 0.9f), box.Y + (box.Height / 2));

        await window.Page.RunAndWaitForResponseAsync(
            async () =>
            {
                await window.Page.Mouse.MoveAsync(x, y);
                await window.Page.Mouse.DownAsync();
                await window.Page.Mouse.MoveAsync(x + (box.Width * 0.08f), y, new MouseMoveOptions { Steps = 8 });
                await window.Page.Mouse.UpAsync();
            },
            static response => response.Url.Contains("/chart?", StringComparison.Ordinal));
        await window.Page.WaitForFunctionAsync($"points => ({DrawnPoints})(document.querySelector('.chart .plot')) < points", points);
        await window.Page.Mouse.DblClickAsync(x, y);

        await window.Page.WaitForFunctionAsync($"points => ({DrawnPoints})(document.querySelector('.chart .plot')) === points", points);
        Assert.Equal(0, await window.Page.Locator(".chart[data-zoomed]").CountAsync());
        Assert.Empty(window.Errors);
    }

    [BrowserFact]
    public async Task What_is_zoomed_to_is_the_same_span_in_UTC_and_a_day_begins_at_the_readers_midnight()
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await Open(dashboard, "metric=EXP-001&env=build-agent-1");
        ILocator plot = window.Page.Locator(".chart .plot");
        DateTime day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2).ToDateTime(default);
        DateTime begin = TimeZoneInfo.ConvertTimeToUtc(day, TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna"));

        IResponse asked = await window.Page.RunAndWaitForResponseAsync(
            () => plot.EvaluateAsync("(plot, days) => Plotly.relayout(plot, { 'xaxis.range[0]': days[0], 'xaxis.range[1]': days[1] })", new[] { Text(day), Text(day.AddDays(1)) }),
            static response => response.Url.Contains("/chart?", StringComparison.Ordinal));
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show UTC" }).ClickAsync();

        Assert.Contains("from=" + begin.ToString("yyyy-MM-dd'T'HH'%3A'mm'%3A'ss", CultureInfo.InvariantCulture), asked.Url, StringComparison.Ordinal);
        Assert.StartsWith(begin.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), await plot.EvaluateAsync<string>("plot => plot.layout.xaxis.range[0]"), StringComparison.Ordinal);

        static string Text(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [BrowserTheory]
    [InlineData(1.5e12)]
    [InlineData(1.5e-9)]
    [InlineData(9_000_000)]
    [InlineData(0.000025)]
    public async Task The_numbers_beside_it_can_be_read_whatever_their_size(double size)
    {
        using var history = new DemoHistory(DateTimeOffset.UtcNow.AddDays(-1));
        for (int i = 0; i < 30; i++)
        {
            history.Save([("working_set", size * (1 + (0.01 * (i % 7))))]);
        }

        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await Open(dashboard, "metric=working_set");

        // Each of them is inside the picture, and reads as the number at which it stands.
        string[] wrong = await window.Page.Locator(".chart .plot").EvaluateAsync<string[]>(
            """
            plot => {
              const left = plot.getBoundingClientRect().left, axis = plot._fullLayout.yaxis;
              return [...plot.querySelectorAll('.ytick text')].filter(label => {
                const box = label.getBoundingClientRect(), value = Number(label.textContent.replaceAll(',', '').replace('−', '-'));
                return box.left < left || Math.abs(axis.d2p(value) + axis._offset + plot.getBoundingClientRect().top - (box.top + box.bottom) / 2) > 4;
              }).map(label => label.textContent);
            }
            """);

        Assert.Empty(wrong);
        Assert.True(await window.Page.Locator(".chart .ytick text").CountAsync() > 2);
    }

    [BrowserFact]
    public async Task Names_that_look_like_markup_are_text()
    {
        string[] names = ["<b>agent</b> a&b", "<script>agent</script>"];
        using var history = new DemoHistory(DateTimeOffset.UtcNow.AddDays(-1));
        for (int i = 0; i < 20; i++)
        {
            history.Save([("APP-001", 400 + i)], environment: names[i % 2]);
        }

        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await Open(dashboard, "metric=APP-001&start=warm");

        string[] legend = [.. await window.Page.Locator(".chart .legendtext").AllTextContentsAsync()];
        Assert.All(names, name => Assert.Contains($"{name}, warm", legend));
        Assert.Empty(window.Errors);
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Many_lines_with_long_names_leave_it_its_height_and_its_dates(int width)
    {
        using var history = new DemoHistory(DateTimeOffset.UtcNow.AddDays(-2));
        for (int i = 0; i < 40; i++)
        {
            history.Save([("APP-001", 400 + i)], environment: $"{new string('e', 90)}-{i % 8}", after: TimeSpan.FromHours(1));
        }

        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await Open(dashboard, "metric=APP-001", width);

        int[] places = await window.Page.Locator(".chart .plot").EvaluateAsync<int[]>(
            """
            plot => {
              const bottom = Math.max(...[...plot.querySelectorAll('.xtick text')].map(label => label.getBoundingClientRect().bottom));
              return [plot._fullLayout._size.h, bottom, plot.querySelector('.legend').getBoundingClientRect().top].map(Math.round);
            }
            """);

        Assert.True(places[0] >= 200, $"The chart is {places[0]} high.");
        Assert.True(places[2] >= places[1], $"The legend begins at {places[2]}, the dates end at {places[1]}.");
        Assert.Contains((await window.Page.Locator(".chart .legendtext").AllTextContentsAsync()), static name => name.StartsWith('…') && name.EndsWith("-7, cold", StringComparison.Ordinal));
    }

    private async Task<Window> Open(TestDashboard dashboard, string query, int width = 1280)
    {
        Window window = await chromium.Open(dashboard, width);
        await window.Page.GotoAsync(dashboard.Dashboard.Url + "metric?" + query);
        await window.Page.Locator(".chart .nsewdrag").First.WaitForAsync();
        return window;
    }
}
