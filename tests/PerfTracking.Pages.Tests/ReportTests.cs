using System.Text.RegularExpressions;
using AngleSharp.Dom;
using PerfTracking.Analysis;
using PerfTracking.Pages.Rendering;
using PerfTracking.Reporting;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Tests;

public sealed class ReportTests
{
    private static string Render(DemoHistory history, int days = 30, HistoryQuery? query = null) => new ReportPages(new BaselineEstimator(), new RegressionDetector(), new ChangePointDetector())
        .Render(history.Store, ReportBuilder.Build(history.Store, history.Store, query ?? new HistoryQuery(), history.Now, TimeSpan.FromDays(days)), history.Now);

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
    public void A_remark_stands_once_for_an_application_however_many_charts_it_is_a_mark_on()
    {
        using DemoHistory history = DemoHistory.WithRegression();
        history.Store.AddAnnotation(new History.PerfAnnotation
        {
            Identity = Guid.CreateVersion7(history.Now),
            Timestamp = history.Now.AddHours(-2),
            Text = "runner image changed",
            Author = "ada",
            CreatedAt = history.Now,
        });

        IDocument page = Rendered.Parse(Render(history));

        Assert.Single(page.QuerySelectorAll(".annotations li"));
        Assert.True(page.QuerySelectorAll("script[type='application/json']").Count(static data => data.TextContent.Contains("runner image changed", StringComparison.Ordinal)) > 5);
    }

    [Fact]
    public void A_remark_about_an_environment_stands_with_what_was_measured_there()
    {
        using var history = new DemoHistory();
        history.SaveMany(10, 400, "shop", "agent-1");
        history.SaveMany(10, 400, "reports", "agent-2");
        history.Store.AddAnnotation(new History.PerfAnnotation
        {
            Identity = Guid.CreateVersion7(history.Now),
            Timestamp = history.Now.AddHours(-1),
            Text = "runner image changed",
            Environment = "agent-1",
            Author = "ada",
            CreatedAt = history.Now,
        });

        IDocument page = Rendered.Parse(Render(history));

        IElement marked = Assert.Single(page.QuerySelectorAll("section:has(> .application)"), static section => section.TextContent.Contains("runner image changed", StringComparison.Ordinal));
        Assert.Equal("shop", marked.QuerySelector(".application")!.TextContent);
    }

    [Fact]
    public void A_change_of_the_period_is_red_only_where_the_level_is_known_to_have_got_worse()
    {
        using var history = new DemoHistory();
        history.SaveMany(40, 400);
        history.Save([("APP-001", 400)], after: TimeSpan.FromHours(20));
        history.SaveMany(20, 401);
        history.SaveMany(30, 700);

        IDocument page = Rendered.Parse(Render(history, days: 1));

        IElement Change(string name) => page.QuerySelectorAll("section.metric").First(section => section.QuerySelector("h3")!.TextContent.Contains(name, StringComparison.Ordinal))
            .QuerySelectorAll("tbody tr").First(static row => row.TextContent.Contains("warm", StringComparison.Ordinal)).QuerySelector("[data-label=Change] .change")!;
        Assert.Contains("worse", Change("startup_time_ms").ClassList);
        Assert.DoesNotContain("worse", Change("validation_time_ms").ClassList);
    }

    [Fact]
    public void The_period_before_is_that_of_the_days_beyond_the_retention()
    {
        using var history = new DemoHistory();
        for (int i = 0; i < 50; i++)
        {
            history.Save([("APP-001", i < 20 ? 400 + i : 500)], after: TimeSpan.FromDays(1));
        }

        history.Store.RollUp(history.Now);
        PerfReport report = ReportBuilder.Build(history.Store, history.Store, new HistoryQuery(), history.Now, TimeSpan.FromDays(30), history.Store);

        Assert.Equal(409, report.Metrics.Single(static row => row.Metric == "APP-001").PreviousMedian);
        Assert.Equal((100, 100), (report.PerformanceIndex, report.PreviousPerformanceIndex));
    }

    [Fact]
    public void The_index_is_not_shown_beside_an_open_critical_alert()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = Rendered.Parse(Render(history));

        Assert.Equal("none while a critical alert is open (it knows targets alone)", Fact(page, "Performance index"));
        Assert.Null(page.QuerySelector(".gauge svg"));
        Assert.Equal("Performance index: none while a critical alert is open (it knows targets alone)", page.QuerySelector(".gauge")!.TextContent);
        Assert.DoesNotContain(page.QuerySelectorAll("section.metric"), static section => section.TextContent.Contains("performance_index", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_one_it_is_shown()
    {
        using var history = new DemoHistory();
        history.SaveMany(10, 400);

        IDocument page = Rendered.Parse(Render(history));

        Assert.Equal(("100 (before: -)", "none raised"), (Fact(page, "Performance index"), Fact(page, "Alerts")));
        Assert.NotNull(page.QuerySelector(".gauge svg"));
        Assert.Contains(page.QuerySelectorAll("section.metric"), static section => section.TextContent.Contains("performance_index", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_of_some_metrics_lists_what_it_counts()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        IDocument page = Rendered.Parse(Render(history, query: new HistoryQuery { Metric = NameFilter.Exactly("VAL-001") }));

        Assert.Equal("2 critical; 2 open", Fact(page, "Alerts"));
        Assert.Equal(["validation_time_ms", "validation_time_ms"], page.QuerySelectorAll("table.alerts [data-label=Metric]").Select(static cell => cell.FirstChild!.TextContent));
        Assert.Single(page.QuerySelectorAll("section.metric"));
        Assert.Null(page.QuerySelector(".gauge"));
    }

    [Fact]
    public void A_report_of_one_environment_and_start_shows_nothing_of_others()
    {
        using DemoHistory history = DemoHistory.WithRegression();
        history.SaveMany(40, 400, environment: "other");

        IDocument page = Rendered.Parse(Render(history, query: new HistoryQuery { Environment = NameFilter.Exactly("other"), Cold = false }));

        Assert.Equal("none raised", Fact(page, "Alerts"));
        Assert.Empty(page.QuerySelectorAll("table.alerts tbody"));
        Assert.All(page.QuerySelectorAll("figure.chart script[type='application/json']"), static chart =>
        {
            Assert.Contains("\"name\":\"other", chart.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("host", chart.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("cold", chart.TextContent, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Alerts_are_told_where_nothing_was_measured()
    {
        using DemoHistory history = DemoHistory.WithRegression();
        history.Advance(TimeSpan.FromDays(3));

        IDocument page = Rendered.Parse(Render(history, days: 1));

        Assert.Equal($"none raised, {history.OpenAlerts().Length} older open", Fact(page, "Alerts"));
        Assert.Equal(history.OpenAlerts().Length, page.QuerySelectorAll("table.alerts tbody").Length);
        Assert.Equal("Nothing was measured in this period.", page.QuerySelector(".empty")!.TextContent);
    }

    [Fact]
    public void A_change_from_zero_is_told_by_its_values()
    {
        using var history = new DemoHistory();
        history.Save([("APP-001", 0)]);
        history.Save([("APP-001", 400)], after: TimeSpan.FromDays(1.5));

        IDocument page = Rendered.Parse(Render(history, days: 1));

        Assert.Equal("0→400", page.QuerySelector("section.metric [data-label=Change]")!.TextContent);
    }

    private static string Fact(IDocument page, string subject) =>
        page.QuerySelectorAll(".facts div").Single(fact => fact.QuerySelector("dt")!.TextContent == subject).QuerySelector("dd")!.TextContent;

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
