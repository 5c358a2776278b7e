using Microsoft.Playwright;
using PerfTracking.Comparison;
using PerfTracking.Dashboard.Tests.Serving;
using PerfTracking.Gates;
using PerfTracking.Metrics;
using PerfTracking.Pages.Rendering;
using PerfTracking.Pages.Tests;

namespace PerfTracking.Dashboard.Tests.Browsers;

/// <summary>Every page at both widths and in both themes.</summary>
[Collection(nameof(Chromium))]
public sealed class PageTests(Chromium chromium)
{
    private static readonly (string Name, string Address)[] Pages =
    [
        ("overview", ""), ("metric", "metric?metric=EXP-001"), ("alerts", "alerts"), ("snapshots", "snapshots"), ("snapshot", "snapshot?snapshot=150"),
        ("compare", "compare?left=snapshot:100&right=snapshot:150"), ("store", "store"), ("nowhere", "nowhere"),
    ];

    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Every_page_fits_says_no_error_and_can_be_used_by_everybody(int width, ColorScheme scheme)
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await chromium.Open(dashboard, width, scheme);
        var defects = new List<string>();
        Assert.Equal(scheme == ColorScheme.Dark ? "rgb(18, 22, 29)" : "rgb(247, 248, 250)", await window.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));

        foreach ((string name, string address) in Pages)
        {
            await window.Page.GotoAsync(dashboard.Dashboard.Url + address);
            if (await window.Page.Locator(".chart").CountAsync() > 0)
            {
                await window.Page.Locator(".chart .main-svg").First.WaitForAsync();
            }

            await window.Keep($"{name}-{width}-{scheme}".ToLowerInvariant());
            defects.AddRange((await window.FindWhatIsCutOff()).Select(what => $"{name}: {what} scrolls sideways"));

            // Each width and each theme once: the rest would be the same again.
            if (width == 390 != (scheme == ColorScheme.Light))
            {
                continue;
            }

            defects.AddRange((await window.FindBarriers()).Select(barrier => $"{name}: {barrier}"));
        }

        // A page that is not there says so in the console too.
        defects.AddRange(window.Errors.Where(static error => !error.Contains("nowhere", StringComparison.Ordinal)));
        Assert.Empty(defects);
        Assert.All(window.Requests, request => Assert.True(
            request.StartsWith(dashboard.Dashboard.Url, StringComparison.Ordinal) || request.StartsWith("data:", StringComparison.Ordinal) || request.StartsWith("blob:", StringComparison.Ordinal), request));
    }

    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task What_is_wrong_is_said_on_a_page_that_fits_and_can_be_used_by_everybody(int width, ColorScheme scheme)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["garbage.db"], string.Concat(Enumerable.Repeat("no store at all ", 500)));
        await using TestDashboard empty = await TestDashboard.Start(folder["a-store-whose-path-is-longer-than-a-phone-is-wide.db"]);
        await using TestDashboard garbage = await TestDashboard.Start(folder["garbage.db"]);
        (TestDashboard Dashboard, string Address, string Says)[] pages =
        [
            (empty, "", "Save-PerfBaseline"), (empty, "metric", "Save-PerfBaseline"), (empty, "alerts", "Save-PerfBaseline"), (empty, "snapshots", "Save-PerfBaseline"),
            (empty, "compare", "Save-PerfBaseline"), (empty, "store", "Save-PerfBaseline"), (empty, "snapshot?snapshot=1", "no snapshot #1"), (empty, "nowhere", "no such page"),
            (garbage, "", "not a PerfTracking store"), (garbage, "store", "Try again"),
        ];
        await using Window window = await chromium.Open(width, scheme);
        foreach (TestDashboard dashboard in new[] { empty, garbage })
        {
            await window.Page.GotoAsync($"{dashboard.Dashboard.Url}?token={Uri.EscapeDataString(TestDashboard.Token)}");
        }

        var defects = new List<string>();
        foreach ((TestDashboard dashboard, string address, string says) in pages)
        {
            string name = $"{(dashboard == empty ? "empty" : "garbage")}-{address.Split('?')[0]}";
            await window.Page.GotoAsync(dashboard.Dashboard.Url + address);
            await window.Keep($"{name}-{width}-{scheme}".ToLowerInvariant());
            Assert.Contains(says, await window.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            defects.AddRange((await window.FindWhatIsCutOff()).Select(what => $"{name}: {what} scrolls sideways"));
            defects.AddRange((await window.FindBarriers()).Select(barrier => $"{name}: {barrier}"));
        }

        Assert.Empty(defects);
    }

    [BrowserFact]
    public async Task The_form_of_the_token_can_be_used_by_everybody()
    {
        using var folder = new TemporaryFolder();
        await using TestDashboard dashboard = await TestDashboard.Start(folder["a.db"]);
        await using Window window = await chromium.Open();

        await window.Page.GotoAsync(dashboard.Dashboard.Url + "store");
        await window.Keep("sign-in-1280-light");
        string[] barriers = await window.FindBarriers();
        await window.Page.GetByLabel("Your name").FillAsync("Ada");
        await window.Page.GetByLabel("Token").FillAsync(TestDashboard.Token);
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync();

        Assert.Empty(barriers);
        Assert.Equal(dashboard.Dashboard.Url + "store", window.Page.Url);
    }

    [BrowserFact]
    public async Task On_a_phone_a_value_with_a_long_unit_stays_clear_of_its_neighbour()
    {
        using var history = new DemoHistory(DateTimeOffset.UtcNow.AddDays(-1));
        history.Store.Register(CustomMetric.Implied(new MetricKey("throughput", IsOperation: false)) with { Unit = "requests per second and core" });
        history.Save([("throughput", 1580)]);
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await chromium.Open(dashboard, 390);

        await window.Page.GotoAsync(dashboard.Dashboard.Url + "metric?metric=throughput");

        Assert.Empty(await window.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.stack td')]
              .filter(cell => [...cell.querySelectorAll('.num')].some(number => number.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1))
              .map(cell => cell.textContent)
            """));
    }

    [BrowserFact]
    public async Task On_a_narrow_screen_the_open_alerts_have_its_width_and_the_gauge_stands_below()
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await chromium.Open(dashboard, 800);

        LocatorBoundingBoxResult alerts = (await window.Page.Locator(".head .scroll").BoundingBoxAsync())!, gauge = (await window.Page.Locator(".gauge").BoundingBoxAsync())!;

        Assert.True(alerts.Width > 740, $"The table of alerts is {alerts.Width} wide.");
        Assert.True(gauge.Y > alerts.Y + alerts.Height);
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Both_dates_of_a_range_stand_beside_each_other(int width)
    {
        using DemoHistory history = ShopHistory.Create();
        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await chromium.Open(dashboard, width);

        await window.Page.GotoAsync(dashboard.Dashboard.Url + "snapshots?from=2026-01-01&to=2026-01-31");

        Assert.Equal((await window.Page.GetByLabel("From (UTC)").BoundingBoxAsync())!.Y, (await window.Page.GetByLabel("To (UTC)").BoundingBoxAsync())!.Y);
    }

    [BrowserFact]
    public async Task Names_that_are_markup_are_text()
    {
        string[] hostile =
        [
            "<script>window.pwned=1</script>", "\"><img src=x onerror=window.pwned=1>", "javascript:window.pwned=1", "\u202egnp.exe", "'onmouseover='window.pwned=1", "{{7*7}}${7*7}",
            new string('x', 10_000),
        ];
        using var history = new DemoHistory(DateTimeOffset.UtcNow.AddDays(-1));
        foreach (string name in hostile)
        {
            for (int i = 0; i < 4; i++)
            {
                history.Save([("APP-001", 400), (name.Length < 200 ? "m " + name : "long", 1)], name, name, commit: name, branch: name, tags: new Dictionary<string, string> { ["t" + name[..Math.Min(50, name.Length)]] = name });
            }
        }

        await using TestDashboard dashboard = await TestDashboard.Start(history.Path);
        await using Window window = await chromium.Open(dashboard, 390);
        foreach (string name in hostile.Where(static name => name.Length < 500))
        {
            string app = Uri.EscapeDataString(name);
            foreach (string address in new[] { $"?app={app}", $"metric?app={app}&metric=APP-001", $"alerts?app={app}", $"snapshots?app={app}&branch={app}", "snapshot?snapshot=1", $"compare?left={app}&right={app}" })
            {
                await window.Page.GotoAsync(dashboard.Dashboard.Url + address);
                Assert.Equal(0, await window.SidewaysScroll());
            }
        }

        Assert.True(await window.Page.EvaluateAsync<bool>("() => window.pwned === undefined"));
        Assert.DoesNotContain(window.Errors, static error => !error.Contains("404", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Names_written_from_right_to_left_stay_in_their_order()
    {
        using var history = new DemoHistory(DateTimeOffset.UtcNow.AddDays(-2));
        history.SaveMany(40, 400, "\u05D9\u05D9\u05D9", "\u05E9\u05E8\u05EA");
        history.SaveMany(15, 900, "\u05D9\u05D9\u05D9", "\u05E9\u05E8\u05EA");
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(history.Path);
        using var folder = new TemporaryFolder();
        history.SaveMany(3, 400, "other");
        await File.WriteAllBytesAsync(folder["report.html"], await dashboard.Client.GetByteArrayAsync("report"));
        await using Window window = await chromium.Open();
        await window.Page.GotoAsync(new Uri(folder["report.html"]).AbsoluteUri);

        // The application stands before the environment, as in every other row.
        double[] starts = await window.Page.Locator(".alerts .under").First.EvaluateAsync<double[]>(
            """
            under => ["\u05D9\u05D9\u05D9", "\u05E9\u05E8\u05EA"].map(name => {
              const walker = document.createTreeWalker(under, NodeFilter.SHOW_TEXT), range = document.createRange();
              while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(name);
                if (at >= 0) { range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + name.length); return range.getBoundingClientRect().left; }
              }
            })
            """);

        Assert.True(starts[0] < starts[1], $"{starts[0]}, {starts[1]}");
    }

    [BrowserFact]
    public async Task A_comparison_opens_from_a_file_and_fits_a_phone()
    {
        var comparison = new PerfComparison
        {
            Benchmark = "Invoke-Pipeline of a large input",
            Metric = "time",
            Unit = "ms",
            Direction = MetricDirection.LowerIsBetter,
            Status = ComparisonStatus.Regressed,
            Baseline = 100,
            Current = 125,
            ChangePercent = 25,
            ChangeLower = 22,
            ChangeUpper = 28,
            PValue = 0.02,
            SampleCount = 30,
            NoiseFloorPercent = 2,
        };
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["comparison.html"], await PageRenderer.RenderAsync(new ComparisonReport([comparison])));
        await using Window window = await chromium.Open(width: 390, offline: true);

        await window.Page.GotoAsync(new Uri(folder["comparison.html"]).AbsoluteUri);
        await window.Keep("comparison-390-light");

        Assert.Empty(await window.FindWhatIsCutOff());
        Assert.Empty(await window.FindBarriers());
        Assert.Empty(window.Errors);
    }
}
