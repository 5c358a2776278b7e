using System.Text.RegularExpressions;
using AngleSharp.Dom;
using PerfTracking.Analysis;
using PerfTracking.Pages.Rendering;
using PerfTracking.Reporting;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Tests;

public sealed class ReportTests
{
    private static string Render(DemoHistory history, int days = 30) => new ReportPages(new BaselineEstimator(), new RegressionDetector(), new ChangePointDetector())
        .Render(history.Store, ReportBuilder.Build(history.Store, history.Store, new HistoryQuery(), history.Now, TimeSpan.FromDays(days)), history.Now);

    [Fact]
    public void A_report_holds_everything_it_needs()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = Rendered.Parse(Render(history));

        Assert.Empty(page.QuerySelectorAll("link[rel=stylesheet], script[src], img, form, [data-url]"));
        Assert.All(page.QuerySelectorAll("[href]"), static link => Assert.Matches("^(#|data:,$)", link.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll("a[href^='#']"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
        string policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'; img-src data:; script-src 'nonce-", policy, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("script:not([type='application/json']), style"), element => Assert.Contains($"'nonce-{element.GetAttribute("nonce")}'", policy, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_nonce_is_another_one_each_time()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        Assert.NotEqual(Regex.Match(Render(history), "nonce-[^']+").Value, Regex.Match(Render(history), "nonce-[^']+").Value);
    }

    [Fact]
    public void Each_metric_has_a_chart_and_its_numbers()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = Rendered.Parse(Render(history));

        IElement metric = page.QuerySelectorAll("section.metric").First(section => section.TextContent.Contains("startup_time_ms", StringComparison.Ordinal));
        Assert.NotNull(metric.QuerySelector("figure.chart script[type='application/json']"));
        Assert.Contains("52", metric.QuerySelectorAll("tbody td").Select(static cell => cell.TextContent.Trim()));
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(static element => element.Id).Distinct().Count());
    }

    [Fact]
    public void A_month_of_21_metrics_is_under_2_megabytes()
    {
        using var history = new DemoHistory();
        var random = new Random(1);
        for (int i = 0; i < 360; i++)
        {
            history.Save([.. Metrics.BuiltInMetrics.All.Take(13).Select(metric => (metric.Id, 100 + random.NextDouble()))], after: TimeSpan.FromHours(2), commit: Guid.NewGuid().ToString("n"));
        }

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(Render(history)), 1_100_000, 2_000_000);
    }

    [Fact]
    public void A_period_without_measurements_is_said_in_words()
    {
        using var history = new DemoHistory();

        Assert.Contains("Nothing was measured", Rendered.Parse(Render(history)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
