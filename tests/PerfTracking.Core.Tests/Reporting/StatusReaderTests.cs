using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Reporting;
using PerfTracking.Stores;

namespace PerfTracking.Tests.Reporting;

public class StatusReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly WrittenHistory _history = new();
    private readonly FixedVerdict _judge = new();

    [Theory]
    [InlineData(5, 300.0)]
    [InlineData(6, 30.0)]
    public void What_is_read_of_the_process_is_held_against_like_saves_of_a_process(long snapshot, double week)
    {
        // Two processes that saved in a loop, and a fresh one after them; each begins with much.
        _history.SessionOf = static id => new Guid(id <= 2 ? 1 : id <= 4 ? 2 : 3, 0, 0, new byte[8]);
        (long Id, DateTimeOffset Time, double Value)[] points = [(1, Now.AddHours(-9), 290), (2, Now.AddHours(-8), 20), (3, Now.AddHours(-7), 310), (4, Now.AddHours(-6), 40), (5, Now.AddHours(-5), 305), (6, Now, 35)];
        _history.Add("CPU-001", [.. points.Where(point => point.Id < snapshot), points[snapshot - 1] with { Time = Now }]);

        Assert.Equal(week, Assert.Single(Read(snapshot)).WeekMedian);
    }

    [Fact]
    public void What_has_no_like_is_held_against_nothing()
    {
        _history.SessionOf = static id => new Guid(id == 4 ? 2 : 1, 0, 0, new byte[8]);
        _history.Add("MEM-001", [(2, Now.AddHours(-9), 290), (3, Now.AddHours(-8), 20)]).Add("APP-001", [(1, Now.AddHours(-9.5), 400), (4, Now, 410)]).Add("GC-002", [(2, Now.AddHours(-9), 1), (3, Now.AddHours(-8), 2), (4, Now, 700)]);

        Assert.Equal([("APP-001", 400.0), ("GC-002", null)], Read(4).Select(status => (status.Metric, status.WeekMedian)));
    }

    [Fact]
    public void The_latest_value_stands_beside_target_baseline_and_week()
    {
        _history.Add("APP-001", [(1, Now.AddDays(-8), 100), (2, Now.AddDays(-7), 400), (3, Now.AddDays(-1), 420), (4, Now, 630)]);

        PerfMetricStatus status = Assert.Single(Read(4));

        Assert.Equal(("APP-001", "startup_time_ms", "ms", MetricKind.Core, "shop", "lab", false), (status.Metric, status.Name, status.Unit, status.Kind, status.Application, status.Environment, status.Cold));
        Assert.Equal((4, Now, 630, 500.0), (status.SnapshotId, status.Timestamp, status.Current, status.Target));
        Assert.Equal((400.0, 390.0, 410.0, 0.8, 3), (status.Median, status.P5, status.P95, status.Confidence, status.SampleCount));
        Assert.Equal(410, status.WeekMedian);
        Assert.Equal(100 * 220 / 410.0, status.TrendPercent!.Value, 9);
    }

    [Fact]
    public void A_finding_has_what_was_expected_and_why()
    {
        _history.Add("APP-001", [(1, Now.AddDays(-1), 400), (2, Now, 630)]);
        _judge.Severity = PerfSeverity.Error;

        PerfMetricStatus status = Assert.Single(Read(2));

        Assert.Equal((PerfSeverity.Error, 500.0, "The target is far."), (status.Status, status.Expected, status.Message));
    }

    [Fact]
    public void A_good_value_has_no_expectation_and_no_message()
    {
        _history.Add("APP-001", [(1, Now, 400)]);

        PerfMetricStatus status = Assert.Single(Read(1));

        Assert.Equal((PerfSeverity.Ok, null, null), (status.Status, status.Expected, status.Message));
    }

    [Fact]
    public void The_first_value_of_all_has_no_baseline_and_no_trend()
    {
        _history.Add("rows", [(1, Now, 5)]);

        PerfMetricStatus status = Assert.Single(Read(1));

        Assert.Equal((null, null, null, 0.0, 0, null, null), (status.Target, status.Median, status.P95, status.Confidence, status.SampleCount, status.WeekMedian, status.TrendPercent));
    }

    [Fact]
    public void A_week_around_zero_has_no_trend_in_per_cent()
    {
        _history.Add("rows", [(1, Now.AddDays(-1), 0), (2, Now, 5)]);

        Assert.Equal((0.0, null), (Assert.Single(Read(2)).WeekMedian, Assert.Single(Read(2)).TrendPercent));
    }

    [Fact]
    public void A_metric_that_the_snapshot_has_not_is_left_out()
    {
        _history.Add("APP-001", [(1, Now.AddDays(-1), 400)]).Add("GEN-001", [(2, Now, 900)]);

        Assert.Equal(["GEN-001"], Read(2).Select(status => status.Metric));
    }

    [Fact]
    public void Later_snapshots_do_not_count()
    {
        _history.Add("APP-001", [(1, Now, 400), (2, Now.AddMinutes(1), 9999)]);

        Assert.Equal((400, 0, null), (Assert.Single(Read(1)).Current, Assert.Single(Read(1)).SampleCount, Assert.Single(Read(1)).WeekMedian));
    }

    [Fact]
    public void Cold_starts_and_other_environments_and_applications_are_not_held_against_it()
    {
        _history.Add("APP-001", [(4, Now, 400)])
            .Add("APP-001", [(1, Now.AddDays(-1), 1)], cold: true)
            .Add("APP-001", [(2, Now.AddDays(-1), 2)], environment: "other")
            .Add("APP-001", [(3, Now.AddDays(-1), 3)], application: "mail");

        PerfMetricStatus status = Assert.Single(Read(4));

        Assert.Equal((0, null), (status.SampleCount, status.WeekMedian));
    }

    [Fact]
    public void The_baseline_begins_at_the_accepted_level_and_the_week_does_not()
    {
        _history.Add("APP-001", [(1, Now.AddDays(-2), 100), (2, Now.AddDays(-1), 200), (3, Now, 210)]);
        _history.AcceptFrom(2);

        PerfMetricStatus status = Assert.Single(Read(3));

        Assert.Equal((1, 150), (status.SampleCount, status.WeekMedian));
    }

    [Fact]
    public void Only_the_metrics_asked_for_are_read()
    {
        _history.Add("APP-001", [(1, Now, 400)]).Add("GEN-001", [(1, Now, 900)]);

        Assert.Equal(["GEN-001"], Read(1, NameFilter.Exactly("GEN-001")).Select(status => status.Metric));
    }

    [Fact]
    public void Judge_and_estimator_see_no_more_than_the_policy_needs()
    {
        _history.Add("APP-001", Enumerable.Range(1, 500).Select(i => ((long)i, Now.AddMinutes(i - 500), (double)i)));

        Assert.Equal(PerfPolicy.Calibrated.PointsNeeded, Assert.Single(Read(500)).SampleCount);
        Assert.Equal((PerfPolicy.Calibrated.BaselineWindow, 500), (_judge.Window, _judge.Judged));
    }

    private PerfMetricStatus[] Read(long snapshot, NameFilter? metric = null) =>
    [
        .. new StatusReader(_judge, _judge).Read(
            _history.Store,
            _history.Store,
            [new PerfSnapshot { Id = snapshot, Identity = WrittenHistory.IdentityOf(snapshot), Timestamp = Now, Application = "Shop", Environment = "lab", Cold = false, SessionId = Guid.Empty }],
            PerfPolicy.Calibrated,
            metric),
    ];

    /// <summary>Says the same of every value, and how many points it saw.</summary>
    private sealed class FixedVerdict : IBaselineEstimator, IRegressionDetector
    {
        public PerfSeverity Severity { get; set; }

        public int Window { get; private set; }

        public double Judged { get; private set; }

        public PerfBaseline? Estimate(MetricSeries series, int window)
        {
            Window = window;
            return series.Points.Length == 0 ? null : new PerfBaseline
            {
                Metric = series.Metric.Id,
                Name = series.Metric.Name,
                Unit = series.Metric.Unit,
                Application = series.Application,
                Environment = series.Environment,
                Median = 400,
                P5 = 390,
                P95 = 410,
                Confidence = 0.8,
                SampleCount = series.Points.Length,
            };
        }

        public PerfVerdict Judge(MetricSeries series, SeriesPoint point, PerfPolicy policy)
        {
            Judged = point.Value;
            return new PerfVerdict
            {
                Metric = series.Metric,
                Application = series.Application,
                Environment = series.Environment,
                Policy = policy.Name,
                Severity = Severity,
                Kind = Severity == PerfSeverity.Ok ? null : DetectionTier.Threshold,
                Expected = 500,
                Value = point.Value,
                Tiers = [new TierResult { Tier = DetectionTier.Threshold, Reason = "The target is far." }],
            };
        }
    }
}
