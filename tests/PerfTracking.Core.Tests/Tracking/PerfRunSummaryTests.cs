using PerfTracking.Programs;
using PerfTracking.Tracking;

namespace PerfTracking.Tests.Tracking;

/// <summary>Many runs as one object: exact figures, failed runs apart, obvious outliers named.</summary>
public class PerfRunSummaryTests
{
    private static readonly OperationFailure Failure = new("Id", "broken");

    [Fact]
    public void Figures_are_those_of_the_runs()
    {
        PerfRunSummary summary = Of(30, 10, 20, 40);

        Assert.Equal([30, 10, 20, 40], summary.Values);
        Assert.Equal((10, 25, 25, 40), (summary.MinimumMs, summary.MeanMs, summary.MedianMs, summary.MaximumMs));
        Assert.Equal((17.5, 32.5), (summary.LowerQuartileMs, summary.UpperQuartileMs));
        Assert.Equal(12.909944487358056, summary.StandardDeviationMs!.Value, 12);
        Assert.Equal(38.5, summary.P95Ms!.Value, 12);
    }

    [Fact]
    public void Failed_runs_are_kept_and_in_no_figure()
    {
        PerfRunSummary summary = new("work", [Run(10), Run(1000, Failure), Run(20)]);

        Assert.Equal((3, 1, 15, 20), (summary.Count, summary.Failed, summary.MeanMs, summary.MaximumMs));
        Assert.Equal([10, 1000, 20], summary.Values);
    }

    [Fact]
    public void Where_all_runs_failed_there_are_no_figures()
    {
        PerfRunSummary summary = new("work", [Run(10, Failure), Run(20, Failure)]);

        Assert.Equal((2, 2), (summary.Count, summary.Failed));
        Assert.Equal([10, 20], summary.Values);
        Assert.Equal((null, null, null, null, null), (summary.MedianMs, summary.MeanMs, summary.StandardDeviationMs, summary.MaximumMs, summary.Quantile(0.9)));
    }

    [Fact]
    public void Failed_runs_are_in_the_figures_where_that_is_asked_for()
    {
        Assert.Equal(20, new PerfRunSummary("work", [Run(10), Run(1000, Failure), Run(20)], includeFailed: true).MedianMs);
        Assert.Equal(15, new PerfRunSummary("work", [Run(10, Failure), Run(20, Failure)], includeFailed: true).MedianMs);
    }

    [Fact]
    public void One_run_deviates_by_nothing()
    {
        Assert.Equal((7, 0), (Of(7).MeanMs, Of(7).StandardDeviationMs));
    }

    [Fact]
    public void An_obvious_outlier_is_named_by_its_place()
    {
        Assert.Equal([3], Of(10, 11, 10, 90, 10, 11, 10, 11, 10, 11).Outliers);
    }

    [Fact]
    public void An_ordinary_spread_and_few_runs_have_no_outliers()
    {
        Assert.Empty(Of(10, 12, 9, 14, 10, 11, 10, 13, 10, 11).Outliers);
        Assert.Empty(Of(10, 10, 10, 90).Outliers);
    }

    [Fact]
    public void The_steps_of_the_clock_are_no_outliers()
    {
        Assert.Empty(Of(10, 10, 10, 10, 10, 10, 10, 10, 10, 10.5).Outliers);
    }

    [Fact]
    public void The_peak_memory_is_the_largest_that_is_known()
    {
        Assert.Equal(5, new PerfRunSummary("work", [Run(1, peak: 3), Run(1, peak: 5), Run(1)]).PeakMemoryMiB);
        Assert.Null(Of(1).PeakMemoryMiB);
    }

    [Fact]
    public void A_programs_span_is_from_its_own_start_to_its_own_end()
    {
        var clock = new ManualClock(TrackedRun.Noon);
        var tracker = new OperationTracker(clock, new MeasurementBuffer());
        PerfOperation operation = tracker.Start("work", Guid.Empty).Operation;
        DateTimeOffset before = operation.StartTime;
        clock.Advance(TimeSpan.FromMilliseconds(100));
        long started = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromMilliseconds(7));
        tracker.Stop(operation, clock.GetTimestamp(), program: ProgramUsage.Of(new ProgramRun(0, started, clock.GetTimestamp())));

        Assert.Equal(7, operation.ElapsedMs);
        Assert.Equal(before.AddMilliseconds(100), operation.StartTime);
    }

    [Fact]
    public void What_a_program_used_says_how_it_ended()
    {
        var run = new ProgramRun(137, 0, 1) { CpuTimeMs = 2, PeakMemoryMiB = 3 };

        Assert.Equal("exit code 137, CPU 2 ms, peak memory 3 MiB", ProgramUsage.Of(run).ToString());
        Assert.Equal("signal 9 (SIGKILL), CPU 2 ms, peak memory 3 MiB", ProgramUsage.Of(run with { Signal = 9 }).ToString());
        Assert.Equal("timed out, CPU 2 ms, peak memory 3 MiB", ProgramUsage.Of(run with { Signal = 9, TimedOut = true }).ToString());
    }

    [Fact]
    public void A_run_that_does_not_count_is_no_measurement_and_its_failure_is_one()
    {
        var measurements = new MeasurementBuffer();
        var tracker = new OperationTracker(new ManualClock(TrackedRun.Noon), measurements);
        PerfOperation operation = tracker.Start("work", Guid.Empty).Operation;
        tracker.Stop(operation, 0, Failure, counts: false);

        PendingMeasurements pending = measurements.Take();
        Assert.Equal(0, pending.Count);
        Assert.Equal(1, pending.Errors);
    }

    private static PerfRunSummary Of(params double[] milliseconds) => new("work", [.. milliseconds.Select(one => Run(one))]);

    private static PerfOperation Run(double milliseconds, OperationFailure? failure = null, double? peak = null)
    {
        var clock = new ManualClock(TrackedRun.Noon);
        var tracker = new OperationTracker(clock, new MeasurementBuffer());
        PerfOperation operation = tracker.Start("work", Guid.Empty).Operation;
        clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        tracker.Stop(operation, clock.GetTimestamp(), failure, new ProgramUsage(0, null, peak));
        return operation;
    }
}
