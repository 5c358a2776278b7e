using CsCheck;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Tests;

/// <summary>What must hold for any data.</summary>
public sealed class InvarianceTests
{
    /// <summary>Noise with spikes, and sometimes a step near the end; a level of 1000, far from the absolute floor.</summary>
    private static readonly Gen<double[]> Histories =
        from seed in Gen.Int
        from count in Gen.Int[5, 150]
        from spread in Gen.Double[0.1, 60]
        from step in Gen.Double[0.6, 1.8]
        from age in Gen.Int[0, 30]
        from spikes in Gen.Int[0, 5]
        select Make(seed, count, spread, step, age, spikes);

    private static double[] Make(int seed, int count, double spread, double step, int age, int spikes)
    {
        var values = Noise.Raised(Noise.Normal(count, 1000, spread, seed), Math.Max(0, count - age), step);
        var random = new Random(seed);
        for (var i = 0; i < spikes; i++)
        {
            values[random.Next(count)] *= 3;
        }

        return values;
    }

    private static PerfVerdict Judge(double[] values, PerfPolicy policy, MetricDirection direction = MetricDirection.LowerIsBetter, double? target = null)
    {
        var series = TestSeries.Of(values[..^1], TestSeries.Metric(direction, target is { } value ? new PerfTarget(value) : null));
        return new RegressionDetector().Judge(series, TestSeries.Next(series, values[^1]), policy);
    }

    private static (PerfSeverity, string?, ChangeEffect) Outcome(PerfVerdict verdict) => (verdict.Severity, verdict.Kind, verdict.Effect);

    [Fact]
    public void Scaling_values_and_target_changes_no_verdict() =>
        Gen.Select(Histories, Gen.Double[0.05, 1e4]).Sample((values, factor) =>
        {
            foreach (var policy in PerfPolicy.Presets)
            {
                var scaled = values.Select(value => value * factor).ToArray();
                Assert.Equal(Outcome(Judge(values, policy, target: 1100)), Outcome(Judge(scaled, policy, target: 1100 * factor)));
            }
        });

    [Fact]
    public void Mirrored_data_with_mirrored_direction_gives_the_mirrored_verdict() =>
        Histories.Sample(values =>
        {
            foreach (var policy in PerfPolicy.Presets)
            {
                var mirrored = values.Select(value => -value).ToArray();
                Assert.Equal(Outcome(Judge(values, policy)), Outcome(Judge(mirrored, policy, MetricDirection.HigherIsBetter)));
            }
        });

    [Fact]
    public void A_constant_series_never_alerts() =>
        Gen.Select(Gen.Double[-1e9, 1e9], Gen.Int[1, 200]).Sample((value, count) =>
        {
            double[] values = [.. Enumerable.Repeat(value, count)];
            foreach (var policy in PerfPolicy.Presets)
            {
                Assert.Equal((PerfSeverity.Ok, (string?)null, ChangeEffect.None), Outcome(Judge(values, policy)));
            }

            Assert.Empty(new ChangePointDetector().Detect(TestSeries.Points(values), new ChangePointOptions { MinimumEffectPercent = 0 }));
        });

    [Fact]
    public void A_lasting_change_is_as_certain_as_its_age_demands() =>
        Histories.Sample(values =>
        {
            var tier = Judge(values, PerfPolicy.Calibrated).Tier(DetectionTier.ChangePoint)!;
            if (tier is { PValue: { } chance, PointsSinceChange: { } age })
            {
                var share = (double)PerfPolicy.Calibrated.MinimumLastingPoints / Math.Min(age, 40);
                var accepted = PerfPolicy.Calibrated.Significance * share * share;
                Assert.True(age >= PerfPolicy.Calibrated.MinimumLastingPoints);
                Assert.True(chance <= 10 * accepted);
                Assert.Equal(chance <= accepted ? ChangeCertainty.Sure : ChangeCertainty.Likely, tier.Certainty);
            }
        });

    [Fact]
    public void The_same_input_gives_the_same_verdict() =>
        Histories.Sample(values =>
        {
            var first = Judge(values, PerfPolicy.Calibrated);
            var second = Judge(values, PerfPolicy.Calibrated);
            Assert.Equal(first.Baseline, second.Baseline);
            Assert.Equal(first.Tiers, second.Tiers);
        });

    [Fact]
    public void The_change_points_of_a_scaled_or_mirrored_series_are_the_same() =>
        Gen.Select(Histories, Gen.Double[0.05, 1e4]).Sample((values, factor) =>
        {
            var plain = Places(values);
            Assert.Equal(plain, Places([.. values.Select(value => value * factor)]));
            Assert.Equal(plain, Places([.. values.Select(value => -value)]));
        });

    [Fact]
    public void Neighbouring_change_points_lie_a_level_apart() =>
        Gen.Select(Histories, Gen.Int[2, 12]).Sample((values, shortest) =>
        {
            var last = 0;
            foreach (var change in new ChangePointDetector().Detect(TestSeries.Points(values), new ChangePointOptions { MinimumSegmentLength = shortest }))
            {
                Assert.True(change.Index - last >= shortest);
                last = change.Index;
            }

            Assert.True(last == 0 || values.Length - last >= shortest);
        });

    private static IEnumerable<int> Places(double[] values) =>
        new ChangePointDetector().Detect(TestSeries.Points(values), new ChangePointOptions()).Select(change => change.Index);
}
