using AngleSharp.Dom;
using PerfTracking.Benchmarks;
using PerfTracking.Comparison;
using PerfTracking.Gates;
using PerfTracking.Metrics;
using PerfTracking.Pages.Rendering;

namespace PerfTracking.Pages.Tests;

/// <summary>What a pull request is told, as one page.</summary>
public sealed class ComparisonPageTests
{
    [Fact]
    public async Task The_verdict_stands_first_and_each_number_has_its_interval_and_noise_floor()
    {
        using IDocument page = await Page(Slow("app"));

        Assert.Equal("failed The gate failed: 1 regressed. app, time: regressed, 125 ms against 100 ms, +25% (+22% to +28%), noise floor 2 %. The limit is 20 %. 1 more like it.", Text(page.QuerySelector("main > p")!));
        Assert.Equal(["failed", "failed"], page.QuerySelectorAll("main ul .mark").Select(Text));
        Assert.Equal(["app", "time", "regressed", "125 ms", "100 ms", "▲ +25% worse", "+22% to +28%", "", "2 %", "0.02", "30"], page.QuerySelectorAll("tbody tr > *").Select(Text));
        Assert.NotNull(page.QuerySelector("tbody svg circle"));
        Assert.Contains("Index 80 of 100", Text(page.QuerySelector(".context")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_something_is_uncertain_is_said()
    {
        using IDocument page = await Page(Slow("app") with { Status = ComparisonStatus.Uncertain, Reason = "There are too few values to tell how far they vary." });

        Assert.Equal("undecided", Text(page.QuerySelector("main > p .mark")!));
        Assert.Contains("app, time: There are too few values to tell how far they vary.", page.QuerySelectorAll("main ul li").Select(Text));
    }

    [Fact]
    public async Task Without_a_gate_a_regression_is_a_warning_and_no_verdict()
    {
        using IDocument page = Rendered.Parse(await PageRenderer.RenderAsync(new ComparisonReport([Slow("app")])));

        IElement mark = page.QuerySelector("main > p .mark")!;
        Assert.Equal(("mark warning", "compared"), (mark.ClassName, Text(mark)));
    }

    [Theory]
    [MemberData(nameof(HostileTextTests.Texts), MemberType = typeof(HostileTextTests))]
    public async Task Names_and_reasons_stay_text(string text)
    {
        PerfComparison comparison = Slow(text) with { Metric = text, Unit = text, Branch = text, Commit = text, BaselineCommit = text, Reason = text };
        using IDocument page = await Page(comparison, new BenchmarkProblem("BaseNotFound", text));

        HostileTextTests.AssertHarmless(page);
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Single(page.QuerySelectorAll("tbody tr"));
    }

    private static async Task<IDocument> Page(PerfComparison comparison, params BenchmarkProblem[] problems) => Rendered.Parse(await PageRenderer.RenderAsync(
        ComparisonReport.Of(GateEvaluator.Evaluate([comparison], new PerfGateLimits(), problems, [])) with { Title = comparison.Benchmark, RepeatCommand = comparison.Benchmark }));

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static PerfComparison Slow(string benchmark) => new()
    {
        Benchmark = benchmark,
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
}
