using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Tests.Tiers;

public sealed class ChangePointTierTests
{
    /// <summary>Judges the last of <paramref name="values"/> against the others.</summary>
    private static PerfVerdict Judge(double[] values, PerfMetric? metric = null)
    {
        var series = TestSeries.Of(values[..^1], metric);
        return new RegressionDetector().Judge(series, TestSeries.Next(series, values[^1]), PerfPolicy.Calibrated);
    }

    private static TierResult Tier(PerfVerdict verdict) => verdict.Tier(DetectionTier.ChangePoint)!;

    [Fact]
    public void A_step_of_ten_per_cent_is_told_with_its_fifth_point()
    {
        var values = Noise.Raised(Noise.Normal(100), 40, 1.1);
        Assert.Equal(PerfSeverity.Ok, Judge(values[..44]).Severity);
        var verdict = Judge(values[..45]);
        Assert.Equal((DetectionTier.ChangePoint, ChangeEffect.Worse), (verdict.Kind, verdict.Effect));
        Assert.Equal((5, "c39", "c40", 41L), (Tier(verdict).PointsSinceChange, Tier(verdict).CommitBefore, Tier(verdict).CommitAfter, Tier(verdict).ChangeSnapshotId));
        Assert.InRange(verdict.Expected!.Value, 99, 101);
        Assert.InRange(verdict.DeviationPercent!.Value, 7, 13);
        Assert.InRange(Tier(verdict).PValue!.Value, 0, 1e-6);
    }

    [Fact]
    public void A_level_that_the_window_has_seen_before_is_told_with_its_seventh_point()
    {
        var values = Noise.Raised(Noise.Raised(Noise.Raised(Noise.Normal(120), 0, 1.1), 15, 1 / 1.1), 80, 1.1);
        Assert.Equal(PerfSeverity.Ok, Judge(values[..86]).Severity);
        Assert.Equal(7, Tier(Judge(values[..87])).PointsSinceChange);
    }

    [Theory]
    [InlineData(1.2, 1.3)]
    [InlineData(1.2, 2)]
    [InlineData(1.1, 1.1)]
    [InlineData(1.5, 1.2)]
    public void A_change_is_told_while_the_next_one_begins(double first, double further)
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            var values = Noise.Raised(Noise.Raised(Noise.Normal(90, deviation: 1, seed: seed), 50, first), 65, further);
            Assert.All(Enumerable.Range(60, 30), points => Assert.NotEqual(PerfSeverity.Ok, Judge(values[..points]).Severity));
        }
    }

    [Fact]
    public void A_step_of_one_and_a_half_deviations_is_told_where_the_level_before_is_known_from_long_ago()
    {
        var told = Enumerable.Range(1, 50).Count(seed =>
            Judge([.. Noise.Normal(120, deviation: 2, seed: seed).Select((value, i) => i < 80 ? value : value + 3)]).Severity == PerfSeverity.Warning);
        Assert.InRange(told, 28, 50);
    }

    [Fact]
    public void A_step_that_is_small_beside_the_swings_of_its_window_is_not_told()
    {
        var steps = Noise.Raised(Noise.Normal(120, deviation: 0.5), 80, 1.03);
        Assert.Equal(PerfSeverity.Warning, Judge(steps).Severity);
        var swings = Noise.Raised(Noise.Raised(steps, 10, 1.3), 30, 1 / 1.3);
        Assert.Equal(PerfSeverity.Ok, Judge(swings).Severity);
    }

    [Theory]
    [InlineData(1.3, PerfSeverity.Warning)]
    [InlineData(1.6, PerfSeverity.Ok)]
    public void A_step_to_where_the_window_has_never_been_is_told_if_it_is_a_tenth_of_its_range(double dip, PerfSeverity expected)
    {
        var steps = Noise.Raised(Noise.Normal(120, deviation: 0.5), 80, 1.03);
        Assert.Equal(expected, Judge(Noise.Raised(Noise.Raised(steps, 22, 1 / dip), 30, dip)).Severity);
    }

    /// <summary>The points before a change and the measured noise are others with each look, however old the change is.</summary>
    [Fact]
    public void The_older_a_change_is_the_surer_it_must_be()
    {
        var ages = new HashSet<int>();
        for (var seed = 1; seed <= 30; seed++)
        {
            var values = Noise.Normal(180, deviation: 2, seed: seed).Select((value, i) => i < 80 ? value : value + 3.2).ToArray();
            for (var count = 85; count <= values.Length; count++)
            {
                if (Tier(Judge(values[..count])) is { Certainty: ChangeCertainty.Sure, PointsSinceChange: { } age } tier)
                {
                    ages.Add(age);
                    Assert.InRange(tier.PValue!.Value, 0, PerfPolicy.Calibrated.Significance * 25 / (age * age));
                }
            }
        }

        Assert.True(ages.IsSupersetOf([10, 40, 60]));
    }

    [Fact]
    public void A_step_that_is_not_sure_by_itself_is_told_as_likely_beside_one_that_is()
    {
        int alone = 0, beside = 0, likely = 0;
        for (var seed = 1; seed <= 50; seed++)
        {
            var step = Noise.Normal(120, deviation: 2, seed: seed).Select((value, i) => i < 105 ? value : value + 4.2).ToArray();
            alone += Tier(Judge(step[40..])).Effect == ChangeEffect.Worse ? 1 : 0;
            var tier = Tier(Judge([.. step.Select((value, i) => i < 40 ? value - 8 : value)]));
            beside += tier is { Effect: ChangeEffect.Worse, PointsSinceChange: < 40 } ? 1 : 0;
            likely += tier is { Certainty: ChangeCertainty.Likely, PointsSinceChange: < 40 } ? 1 : 0;
        }

        Assert.Equal((23, 29, 8), (alone, beside, likely));
    }

    [Fact]
    public void The_size_has_an_interval_and_the_sentence_says_how_sure_it_is()
    {
        var tier = Tier(Judge(Noise.Raised(Noise.Normal(100), 60, 1.1)));
        Assert.InRange(tier.Shift!.Value, tier.ShiftLower!.Value, tier.ShiftUpper!.Value);
        Assert.InRange(10, tier.ShiftLower.Value, tier.ShiftUpper.Value);
        Assert.Equal(ChangeCertainty.Sure, tier.Certainty);
        Assert.Matches(@"^The level went from [\d.]+ to [\d.]+, [\d.]+ % \([\d.]+ to [\d.]+ %\) beyond the old one, 40 points ago, since commit c60, sure\.$", tier.Message);
        Assert.Equal(ChangeCertainty.Possible, Tier(Judge([.. Noise.Normal(60), 300, 310])).Certainty);
    }

    [Fact]
    public void The_keener_the_policy_the_smaller_the_step_that_is_told()
    {
        var values = Noise.Raised(Noise.Normal(100), 60, 1.1);
        var ages = Enum.GetValues<PolicySensitivity>().Select(sensitivity => Enumerable.Range(1, 40).First(age => Severity(sensitivity, values[..(60 + age)]) > PerfSeverity.Ok));
        Assert.Equal(ages.OrderDescending(), ages);

        static PerfSeverity Severity(PolicySensitivity sensitivity, double[] values)
        {
            var series = TestSeries.Of(values[..^1]);
            var policy = PerfPolicy.Calibrated with { Significance = PerfPolicy.SignificanceOf(sensitivity) };
            Assert.Equal(sensitivity, policy.Sensitivity);
            return new RegressionDetector().Judge(series, TestSeries.Next(series, values[^1]), policy).Severity;
        }
    }

    [Theory]
    [InlineData(1.05, PerfSeverity.Warning)]
    [InlineData(1.3, PerfSeverity.Error)]
    [InlineData(1.8, PerfSeverity.Critical)]
    public void Its_size_decides_the_severity(double factor, PerfSeverity expected) =>
        Assert.Equal(expected, Judge(Noise.Raised(Noise.Normal(100, deviation: 1), 80, factor)).Severity);

    [Fact]
    public void It_is_told_for_as_long_as_it_lasts_and_the_old_level_is_in_the_window()
    {
        var values = Noise.Raised(Noise.Normal(250), 60, 1.15);
        for (var count = 65; count <= 160; count++)
        {
            Assert.NotEqual(PerfSeverity.Ok, Judge(values[..count]).Severity);
        }

        Assert.Equal(PerfSeverity.Ok, Judge(values).Severity);
    }

    [Fact]
    public void One_spike_is_silent_however_high()
    {
        double[] values = [.. Noise.Normal(60), 1000];
        Assert.Equal(PerfSeverity.Ok, Judge(values).Severity);
        Assert.Equal(PerfSeverity.Critical, Judge(values).Tier(DetectionTier.Statistical)!.Severity);
    }

    [Fact]
    public void Two_extreme_points_in_a_row_are_a_warning_before_they_have_lasted()
    {
        var verdict = Judge([.. Noise.Normal(60), 300, 310]);
        Assert.Equal((PerfSeverity.Warning, DetectionTier.ChangePoint), (verdict.Severity, verdict.Kind));
        Assert.Equal(2, Tier(verdict).PointsSinceChange);
        Assert.Contains("whether it lasts", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_its_second_point_on_an_extreme_change_is_told_at_every_point()
    {
        var values = Noise.Raised(Noise.Normal(100), 60, 3);
        Assert.Equal(PerfSeverity.Ok, Judge(values[..61]).Severity);
        for (var count = 62; count <= values.Length; count++)
        {
            Assert.Equal(count < 65 ? PerfSeverity.Warning : PerfSeverity.Critical, Judge(values[..count]).Severity);
        }
    }

    [Fact]
    public void A_burst_that_history_has_seen_before_is_not_extreme()
    {
        double[] values = [.. Noise.Normal(60), 300, 310];
        values[20] = 280;
        Assert.Equal(PerfSeverity.Ok, Judge(values).Severity);
    }

    [Fact]
    public void A_value_back_at_the_old_level_is_good()
    {
        double[] values = [.. Noise.Raised(Noise.Normal(80), 60, 1.3), 100];
        var verdict = Judge(values);
        Assert.Equal((PerfSeverity.Ok, ChangeEffect.None), (verdict.Severity, verdict.Effect));
        Assert.Contains("back", Tier(verdict).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Coming_back_from_a_brief_dip_is_no_regression()
    {
        var values = Noise.Raised(Noise.Raised(Noise.Normal(100), 60, 0.7), 68, 1 / 0.7);
        Assert.Equal(PerfSeverity.Ok, Judge(values[..90]).Severity);
    }

    [Fact]
    public void What_a_later_step_adds_is_not_told_of_a_change_before_it()
    {
        var values = Noise.Raised(Noise.Normal(100, deviation: 1), 60, 0.7);
        values = [.. Noise.Raised(values, 68, 1.005 / 0.7), 130, 170, 131, 169, 132];

        Assert.Equal(PerfSeverity.Ok, Judge(values).Severity);
        Assert.InRange(Tier(Judge([.. values, 168, 140, 150, 139, 151, 141, 149])).PointsSinceChange!.Value, 10, 14);
    }

    [Fact]
    public void An_improvement_is_information_and_no_finding()
    {
        var verdict = Judge(Noise.Raised(Noise.Normal(100), 80, 0.8));
        Assert.Equal((PerfSeverity.Ok, ChangeEffect.Better, true, null), (verdict.Severity, verdict.Effect, verdict.IsImprovement, verdict.Kind));
        Assert.InRange(verdict.DeviationPercent!.Value, -25, -15);
    }

    [Fact]
    public void Below_the_minimum_history_it_says_how_many_points_are_needed()
    {
        var tier = Tier(Judge(Noise.Normal(14)));
        Assert.False(tier.CanSpeak);
        Assert.Equal("The history has 13 points; 14 are needed. Until then the value is held against its target alone.", tier.Reason);
        Assert.StartsWith("The history has 1 point; 14 are needed.", Tier(Judge([100, 100])).Reason, StringComparison.Ordinal);
        Assert.True(Tier(Judge(Noise.Normal(15))).CanSpeak);
    }

    [Fact]
    public void A_change_that_is_told_with_its_first_point_began_one_point_ago()
    {
        var series = TestSeries.Of([.. Noise.Normal(30)]);
        var verdict = new RegressionDetector().Judge(series, TestSeries.Next(series, 300), PerfPolicy.Calibrated with { ExtremePoints = 1 });
        Assert.Contains(" beyond the old one, 1 point ago", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_explicit_target_speaks_at_once()
    {
        var verdict = Judge([560], TestSeries.Metric(target: new PerfTarget(500)));
        Assert.Equal((PerfSeverity.Warning, DetectionTier.Threshold), (verdict.Severity, verdict.Kind));
    }

    [Theory]
    [InlineData("ms", 0.004, false)]
    [InlineData("ms", 40, true)]
    [InlineData("s", 0.004, true)]
    [InlineData("us", 40, false)]
    [InlineData("us", 4000, true)]
    [InlineData("count", 0.004, true)]
    public void A_shift_below_a_millisecond_is_nobodys_concern(string unit, double level, bool told)
    {
        var values = Noise.Raised(Noise.Normal(100, level, level / 50), 80, 1.3);
        Assert.Equal(told, Judge(values, TestSeries.Metric(unit: unit)).Severity > PerfSeverity.Ok);
    }

    [Fact]
    public void A_constant_series_that_steps_is_told_once_the_step_has_lasted()
    {
        double[] values = [.. Enumerable.Repeat(1.0, 30), .. Enumerable.Repeat(2.0, 5)];
        Assert.Equal(PerfSeverity.Ok, Judge(values[..31], TestSeries.Metric(unit: "count")).Severity);
        Assert.Equal(PerfSeverity.Critical, Judge(values, TestSeries.Metric(unit: "count")).Severity);
    }
}
