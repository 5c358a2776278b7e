using PerfTracking.Detection;

namespace PerfTracking.Analysis.Tests;

public sealed class ScratchTests
{
    [Fact]
    public void A_judgement_does_not_depend_on_what_was_judged_before_it_on_any_thread()
    {
        var histories = Enumerable.Range(0, 60).Select(i => Noise.Raised(Noise.Normal(20 + 2 * i, seed: i), 10 + i, i % 3 == 0 ? 1.2 : 1)).ToArray();
        // A new thread has arrays of its own, so the first judgement there sees nothing of any other.
        var alone = Array.ConvertAll(histories, history =>
        {
            PerfVerdict? verdict = null;
            var thread = new Thread(() => verdict = Judge(history));
            thread.Start();
            thread.Join();
            return verdict!;
        });
        Parallel.For(0, 20 * histories.Length, i =>
        {
            var verdict = Judge(histories[i % histories.Length]);
            Assert.Equal(alone[i % histories.Length].Tiers, verdict.Tiers);
            Assert.Equal(alone[i % histories.Length].Baseline, verdict.Baseline);
        });
        Assert.Contains(alone, verdict => verdict.Severity > PerfSeverity.Ok);
    }

    private static PerfVerdict Judge(double[] values)
    {
        var points = TestSeries.Points(values);
        return new RegressionDetector().Judge(
            new MetricSeries(TestSeries.Metric(), "app", "host", false, points[..^1]), points[^1], PerfPolicy.Calibrated);
    }

    [Fact]
    public void A_quiet_judgement_leaves_little_garbage()
    {
        var points = TestSeries.Points(Noise.Normal(121));
        var series = new MetricSeries(TestSeries.Metric(), "app", "host", false, points[..^1]);
        var detector = new RegressionDetector();
        detector.Judge(series, points[^1], PerfPolicy.Calibrated);
        var before = GC.GetAllocatedBytesForCurrentThread();
        detector.Judge(series, points[^1], PerfPolicy.Calibrated);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096);
    }
}
