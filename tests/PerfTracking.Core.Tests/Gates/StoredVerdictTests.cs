using PerfTracking.Comparison;
using PerfTracking.Detection;
using PerfTracking.Gates;
using PerfTracking.Metrics;

namespace PerfTracking.Core.Tests.Gates;

public sealed class StoredVerdictTests
{
    [Theory]
    [InlineData(39, PerfSeverity.Ok, ComparisonStatus.Uncertain)]
    [InlineData(3.1, PerfSeverity.Ok, ComparisonStatus.Uncertain)]
    [InlineData(3, PerfSeverity.Ok, ComparisonStatus.Unchanged)]
    [InlineData(-3, PerfSeverity.Ok, ComparisonStatus.Unchanged)]
    [InlineData(-3.1, PerfSeverity.Ok, ComparisonStatus.Uncertain)]
    [InlineData(39, PerfSeverity.Warning, ComparisonStatus.Regressed)]
    [InlineData(2, PerfSeverity.Warning, ComparisonStatus.Regressed)]
    public void Unchanged_is_what_lies_within_the_threshold_and_nothing_else(double worse, PerfSeverity severity, ComparisonStatus status)
    {
        PerfComparison comparison = StoredVerdict.AsComparison(Verdict(worse, severity));

        Assert.Equal((status, worse, 3), (comparison.Status, comparison.ChangePercent, comparison.ThresholdPercent));
    }

    [Fact]
    public void A_lasting_improvement_is_one_and_a_value_without_anything_to_hold_it_against_is_added()
    {
        Assert.Equal(ComparisonStatus.Improved, StoredVerdict.AsComparison(Verdict(-39, PerfSeverity.Ok) with { Effect = ChangeEffect.Better }).Status);
        Assert.Equal(ComparisonStatus.Added, StoredVerdict.AsComparison(Verdict(0, PerfSeverity.Ok) with { Expected = null, DeviationPercent = null, Baseline = null }).Status);
    }

    [Fact]
    public void What_is_none_as_before_is_unchanged()
    {
        PerfVerdict none = Verdict(0, PerfSeverity.Ok) with { Value = 0, Expected = 0, DeviationPercent = null };

        Assert.Equal(ComparisonStatus.Unchanged, StoredVerdict.AsComparison(none).Status);
        Assert.Equal(ComparisonStatus.Uncertain, StoredVerdict.AsComparison(none with { Value = 1 }).Status);
    }

    [Theory]
    [InlineData(39, GateOutcome.Undecided)]
    [InlineData(19, GateOutcome.Passed)]
    [InlineData(-39, GateOutcome.Passed)]
    public void A_gate_says_of_a_value_that_no_tier_found_what_its_comparison_says(double worse, GateOutcome outcome)
    {
        PerfGateResult result = GateEvaluator.Evaluate([StoredVerdict.AsComparison(Verdict(worse, PerfSeverity.Ok))], new PerfGateLimits(), [], []);

        Assert.Equal((outcome, 0), (result.Outcome, result.ExitCode));
    }

    [Fact]
    public void What_is_undecided_names_the_value_what_was_expected_and_how_far_the_history_spreads()
    {
        PerfComparison comparison = StoredVerdict.AsComparison(Verdict(39, PerfSeverity.Ok));
        PerfGateResult result = GateEvaluator.Evaluate([comparison], new PerfGateLimits(), [], []);

        Assert.Equal(
            "shop, startup_time_ms: uncertain, 556 ms against 400 ms, +39%. Its history lies between 300 ms and 520 ms (p5 and p95), and the policy 'Calibrated' finds no change. Whether it regressed by more than the limit of 20 % is not decided.",
            Assert.Single(result.Findings).Message);
    }

    private static PerfVerdict Verdict(double worse, PerfSeverity severity) => new()
    {
        Metric = MetricCatalogue.BuiltIn.Find("APP-001")!,
        Application = "shop",
        Environment = "here",
        Value = 400 * (1 + (worse / 100)),
        Severity = severity,
        Kind = severity == PerfSeverity.Ok ? null : DetectionTier.ChangePoint,
        Policy = "Calibrated",
        Expected = 400,
        DeviationPercent = worse,
        Baseline = new PerfBaseline { Metric = "APP-001", Name = "startup_time_ms", Unit = "ms", Application = "shop", Environment = "here", Median = 400, P5 = 300, P95 = 520, SampleCount = 20 },
        Tiers = [],
    };
}
