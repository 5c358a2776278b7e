using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Stores;
using PerfTracking.Tracking;

namespace PerfTracking.Tests.Recording;

public class SnapshotRecorderTests
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly MeasurementBuffer _buffer = new();
    private readonly StillProbe _probe = new() { Reading = new ProcessReading(256, 64, 1000, 10, 20, 30, 40) };
    private readonly MemoryStore _store = new();
    private readonly SnapshotRecorder _recorder;

    public SnapshotRecorderTests() => _recorder = new SnapshotRecorder(_buffer, _probe, _clock);

    [Fact]
    public void A_save_has_what_was_measured_and_what_is_read_without_asking_in_the_catalogues_order()
    {
        Measure("generation", 10, isOperation: true);
        Measure("app_startup", 20, isOperation: true);

        PerfSnapshot snapshot = _recorder.SaveTo(_store);

        Assert.Equal(
            ["APP-001", "GEN-001", "MEM-001", "MEM-002", "IDX-001", "ERR-001", "CPU-001", "GC-001", "GC-002", "THR-001", "HDL-001", "TRK-001"],
            snapshot.Measurements.Select(measurement => measurement.Metric));
        Assert.Equal(100, snapshot.PerformanceIndex);
    }

    [Fact]
    public void The_run_context_is_in_the_snapshot_and_in_every_row()
    {
        PerfSnapshot snapshot = _recorder.SaveTo(_store);

        Assert.Equal(("app", "host", "abc123", "main", true), (snapshot.Application, snapshot.Environment, snapshot.Commit, snapshot.Branch, snapshot.Cold));
        Assert.Equal(_clock.GetUtcNow(), snapshot.Timestamp);
        Assert.All(snapshot.Measurements, row => Assert.Equal(("app", "host", "ring=canary", snapshot.Id), (row.Application, row.Environment, row.Tags, row.SnapshotId)));
    }

    [Fact]
    public void What_the_process_used_counts_from_the_save_before()
    {
        _recorder.SaveTo(_store);
        _probe.Reading = new ProcessReading(300, 50, 1250, 13, 27, 31, 39);
        PerfSnapshot second = _recorder.SaveTo(_store);

        Assert.Equal([300, 50, 250, 3, 7, 31, 39], Values(second, "MEM-001", "MEM-002", "CPU-001", "GC-001", "GC-002", "THR-001", "HDL-001"));
    }

    [Fact]
    public void What_the_system_does_not_tell_is_absent_and_not_zero()
    {
        _probe.Reading = new ProcessReading(null, 50, null, 13, 27, null, null);

        PerfSnapshot snapshot = _recorder.SaveTo(_store);

        string[] absent = ["MEM-001", "CPU-001", "THR-001", "HDL-001"];
        Assert.DoesNotContain(snapshot.Measurements, row => absent.Contains(row.Metric));
        Assert.Equal([50], Values(snapshot, "MEM-002"));
    }

    [Fact]
    public void A_failed_save_does_not_move_what_the_process_used()
    {
        _store.FailingStep = "Commit";
        Assert.Throws<PerfStoreException>(() => _recorder.SaveTo(_store));
        _store.FailingStep = null;

        Assert.Equal([1000], Values(_recorder.SaveTo(_store), "CPU-001"));
    }

    [Theory]
    [InlineData("BeginSave")]
    [InlineData("Append")]
    [InlineData("Commit")]
    public void A_save_that_fails_at_any_step_keeps_everything_for_the_next(string step)
    {
        Measure("app_startup", 10, isOperation: true);
        _buffer.CountError();
        _store.FailingStep = step;
        Assert.Throws<PerfStoreException>(() => _recorder.SaveTo(_store));
        Assert.Equal((1, 0), (_buffer.Count, _store.Count));

        _store.FailingStep = null;
        Measure("app_startup", 30, isOperation: true);
        PerfSnapshot saved = _recorder.SaveTo(_store);

        Assert.Equal([20, 1], Values(saved, "APP-001", "ERR-001"));
        Assert.Equal(0, _buffer.Count);
    }

    [Fact]
    public void A_saved_measurement_is_in_one_snapshot_alone()
    {
        Measure("app_startup", 10, isOperation: true);
        _recorder.SaveTo(_store);

        Assert.DoesNotContain(_recorder.SaveTo(_store).Measurements, row => row.Metric == "APP-001");
    }

    [Fact]
    public void An_operation_and_a_value_of_one_metric_become_one_value()
    {
        Measure("app_startup", 10, isOperation: true);
        Measure("APP-001", 30);
        Measure("startup_time_ms", 80);

        PerfMeasurement row = _recorder.SaveTo(_store).Measurements[0];

        Assert.Equal(("APP-001", 30, 3, 10, 80), (row.Metric, row.Value, row.Count, row.Minimum, row.Maximum));
    }

    [Fact]
    public void A_gauge_that_the_script_measured_itself_is_not_read_again()
    {
        Measure("MEM-001", 99);

        Assert.Equal([99], Values(_recorder.SaveTo(_store), "MEM-001"));
    }

    [Fact]
    public void An_operation_without_a_metric_becomes_a_custom_metric_in_milliseconds_behind_the_others()
    {
        Measure("copy files", 10, isOperation: true);
        Measure("copy files", 40, isOperation: true);
        Measure("copy files", 20, isOperation: true);

        PerfMeasurement last = _recorder.SaveTo(_store).Measurements[^1];

        Assert.Equal(("copy files", 20, "ms", 3), (last.Metric, last.Value, last.Unit, last.Count));
    }

    [Fact]
    public void The_fourth_save_within_an_hour_is_warm()
    {
        bool[] cold = [.. Enumerable.Range(0, 4).Select(_ => _recorder.SaveTo(_store).Cold)];

        Assert.Equal([true, true, true, false], cold);
    }

    [Fact]
    public void After_a_quiet_hour_an_application_is_cold_again()
    {
        for (int i = 0; i < 4; i++)
        {
            _recorder.SaveTo(_store);
        }

        _clock.Advance(TimeSpan.FromMinutes(61));

        Assert.True(_recorder.SaveTo(_store).Cold);
    }

    [Fact]
    public void A_clock_that_stepped_back_leaves_an_application_warm()
    {
        for (int i = 0; i < 3; i++)
        {
            _recorder.SaveTo(_store);
        }

        _clock.Step(TimeSpan.FromDays(-2));

        Assert.False(_recorder.SaveTo(_store).Cold);
    }

    [Fact]
    public void The_first_save_of_a_process_tells_what_its_predecessors_cost()
    {
        _store.Cost = 7.5;

        Assert.Equal([7.5], Values(_recorder.SaveTo(_store), "TRK-001"));
    }

    [Fact]
    public void Without_targets_the_index_is_missing()
    {
        var store = new MemoryStore { Catalogue = new MetricCatalogue([.. BuiltInMetrics.All.Select(metric => metric with { Target = null })]) };
        PerfSnapshot snapshot = _recorder.SaveTo(store);

        Assert.Null(snapshot.PerformanceIndex);
        Assert.DoesNotContain(snapshot.Measurements, row => row.Metric == "IDX-001");
    }

    [Fact]
    public void A_hundred_thousand_measurements_become_one_value()
    {
        for (int i = 1; i <= 100_000; i++)
        {
            Measure("app_startup", i, isOperation: true);
        }

        PerfMeasurement row = _recorder.SaveTo(_store).Measurements[0];

        Assert.Equal((50_000.5, 100_000, 1, 100_000), (row.Value, row.Count, row.Minimum, row.Maximum));
    }

    private void Measure(string name, double value, bool isOperation = false) => _buffer.Add(new MetricKey(name, isOperation), value);

    private static double[] Values(PerfSnapshot snapshot, params string[] metrics) =>
        [.. metrics.Select(metric => snapshot.Measurements.Single(row => row.Metric == metric).Value)];
}
