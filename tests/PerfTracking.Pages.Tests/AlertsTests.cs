using AngleSharp.Dom;
using PerfTracking.Alerts;
using PerfTracking.Analysis;
using PerfTracking.Formatting;
using PerfTracking.History;
using PerfTracking.Pages.Models;
using PerfTracking.Pages.Reading;

namespace PerfTracking.Pages.Tests;

public sealed class AlertsTests
{
    [Fact]
    public async Task Alerts_of_one_commit_are_one_row_settled_with_one_form()
    {
        using DemoHistory history = DemoHistory.WithRegression();
        PerfAlert[] open = history.OpenAlerts();

        IDocument page = await Rendered.PageAsync(Read(history), new PageChrome { Antiforgery = new AntiforgeryField("token", "secret") });

        Assert.InRange(open.Length, 2, 10);
        IElement cause = Assert.Single(page.QuerySelectorAll("details.cause"));
        Assert.Contains("aaaaaaa..bbbbbbb", cause.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        IElement form = cause.QuerySelector("form[action='/alerts/decide']")!;
        Assert.Equal(open.Select(static alert => $"{alert.Id}"), form.QuerySelectorAll("input[name=id][checked]").Select(static box => box.GetAttribute("value")));
        Assert.Equal(open.Select(SeenToken.Of), form.QuerySelectorAll("input[name=seen]").Select(static field => field.GetAttribute("value")!));
        Assert.Equal(["approve", "rebaseline", "deny"], form.QuerySelectorAll("button[name=decision]").Select(static button => button.GetAttribute("value")));
        Assert.NotNull(form.QuerySelector("textarea[name=notes]"));
        Assert.All(page.QuerySelectorAll("form[method=post]"), static one => Assert.Equal("secret", one.QuerySelector("input[name=token]")!.GetAttribute("value")));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_page_that_changes_nothing_has_no_form_that_does(bool isReadOnly, bool isReport)
    {
        using DemoHistory history = DemoHistory.WithRegression();
        var chrome = new PageChrome { IsReadOnly = isReadOnly, IsReport = isReport, Nonce = "n" };

        foreach (PageModel model in new PageModel[] { Read(history), history.Metric("metric=APP-001"), history.Overview() })
        {
            Assert.Empty((await Rendered.PageAsync(model, chrome)).QuerySelectorAll("form[method=post]"));
        }
    }

    [Fact]
    public async Task What_was_decided_is_shown_with_who_decided_it_and_why()
    {
        using DemoHistory history = DemoHistory.WithRegression();
        PerfAlert[] open = history.OpenAlerts();
        history.Store.Decide([.. open.Select(SeenAlert.Of)], new AlertDecision(AlertState.Denied, "it was the <b>disk</b>", "ada", history.Now));

        Assert.Empty(Read(history).Causes);
        IDocument page = await Rendered.PageAsync(Read(history, "state=denied"));

        Assert.Equal("it was the <b>disk</b>", page.QuerySelector("q.notes")!.TextContent);
        Assert.Contains("denied by ada", string.Join(' ', page.QuerySelector("details.cause tbody")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("None is open", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_backlog_tells_how_many_wait_and_for_how_long()
    {
        using DemoHistory history = DemoHistory.WithRegression();
        history.Save([("VAL-001", 800)], after: TimeSpan.FromDays(3));

        IDocument page = await Rendered.PageAsync(Read(history));

        Assert.Contains($"{history.OpenAlerts().Length} open", page.QuerySelector(".context")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("the oldest for 3 days", page.QuerySelector(".context")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("half of them", page.QuerySelector(".context")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_one_that_waits_nothing_is_told_in_the_plural()
    {
        using DemoHistory history = DemoHistory.WithRegression();
        history.SaveMany(40, 400, application: "other", commit: "cccccccccc");
        history.SaveMany(15, 700, application: "other", commit: "dddddddddd");
        PerfAlert[] open = history.OpenAlerts();
        history.Store.Decide([.. open[1..].Select(static alert => new SeenAlert(alert.Id, alert.State, alert.DecidedAt))], new AlertDecision(AlertState.Denied, null, "ada", history.Now));

        AlertsModel model = Read(history, "state=all");
        IDocument page = await Rendered.PageAsync(model, new PageChrome { Antiforgery = new AntiforgeryField("token", "secret") });

        Assert.Equal(["1 open", "for " + ValueText.Age(history.Now - open[0].RaisedAt)], page.QuerySelectorAll(".context > span").Take(2).Select(static one => one.TextContent));
        Assert.DoesNotContain("half of them", page.QuerySelector(".context")!.TextContent, StringComparison.Ordinal);
        Assert.True(model.Causes.Count > 1);
        Assert.Null(page.QuerySelector("#decide-all"));
    }

    [Fact]
    public void Beyond_the_last_page_of_the_list_is_its_last_one()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        AlertsModel model = Read(history, "page=2");

        Assert.Equal((1, false), (model.Query.Page, model.HasMore));
        Assert.NotEmpty(model.Causes);
        Assert.Empty(Read(history, "page=2&app=other").Causes);
    }

    [Fact]
    public async Task What_got_better_stands_apart_from_what_waits_for_a_decision()
    {
        using var history = new DemoHistory();
        history.SaveMany(40, 450, commit: "aaaaaaaaaa", validation: 800);
        history.SaveMany(15, 250, commit: "bbbbbbbbbb", validation: 1300);

        AlertsModel model = Read(history);
        IDocument page = await Rendered.PageAsync(model);

        Assert.All(model.Causes, static cause => Assert.DoesNotContain(cause.Alerts, static alert => alert.Metric == "APP-001"));
        Assert.Equal("APP-001", Assert.Single(model.Improvements).Series.Metric.Id);
        IElement row = page.QuerySelector("section[aria-labelledby='better-title'] tbody tr")!;
        Assert.Matches(@"-4[345]%", row.QuerySelector(".change.better")!.TextContent);
        Assert.Contains("aaaaaaa..bbbbbbb", row.TextContent, StringComparison.Ordinal);
        Assert.Empty(Read(history, "app=other").Improvements);
        Assert.Empty(Read(history, "from=2026-02-01&to=2026-02-20").Improvements);
    }

    [Fact]
    public void The_alerts_that_are_taken_along_are_those_that_are_shown()
    {
        using DemoHistory history = DemoHistory.WithRegression();

        foreach (string query in new[] { "", "branch=main", "branch=other", "state=all&severity=critical", "env=elsewhere", "metric=APP-001" })
        {
            Assert.Equal(
                Read(history, query).Causes.SelectMany(static cause => cause.Alerts).Select(static alert => alert.Id).Order(),
                AlertsReader.ReadShown(history.Store, PageQuery.Parse(query), history.Now).Select(static alert => alert.Id).Order());
        }
    }

    [Fact]
    public void Filters_take_severity_application_and_state()
    {
        using DemoHistory history = DemoHistory.WithRegression();
        int all = Read(history).Count;

        Assert.Equal(all, Read(history, "app=app&env=host&severity=warning&branch=main").Count);
        Assert.Equal(0, Read(history, "app=other").Count);
        Assert.Equal(0, Read(history, "state=approved").Count);
        Assert.Equal(all, Read(history, "state=all").Count);
        Assert.InRange(Read(history, "severity=critical").Count, 1, all);
    }

    [Fact]
    public async Task An_annotation_is_a_mark_on_every_chart_it_concerns()
    {
        using DemoHistory history = DemoHistory.WithRegression();
        history.Store.AddAnnotation(Annotation(history, "runner image <b>changed</b>", "APP-001"));

        MetricModel concerned = history.Metric("metric=APP-001");
        MetricModel other = history.Metric("metric=VAL-001");

        Assert.Equal("runner image <b>changed</b>", Assert.Single(concerned.Annotations).Text);
        Assert.Empty(other.Annotations);
        Assert.Contains("\"annotation\"", PerfTracking.Pages.Charts.ChartJson.Of(concerned), StringComparison.Ordinal);
        IDocument page = await Rendered.PageAsync(concerned);
        Assert.Equal("runner image <b>changed</b>", page.QuerySelector(".annotations strong")!.TextContent);
        Assert.Equal("/annotations/remove", page.QuerySelector(".annotations form")!.GetAttribute("action"));
        HostileTextTests.AssertHarmless(page);
    }

    private static AlertsModel Read(DemoHistory history, string query = "") => new AlertsReader(new ChangePointDetector()).Read(history.Store, PageQuery.Parse(query), history.Now);

    private static PerfAnnotation Annotation(DemoHistory history, string text, string metric) => new()
    {
        Identity = Guid.CreateVersion7(history.Now),
        Timestamp = history.Now.AddHours(-2),
        Text = text,
        Metric = metric,
        Author = "ada",
        CreatedAt = history.Now,
    };
}
