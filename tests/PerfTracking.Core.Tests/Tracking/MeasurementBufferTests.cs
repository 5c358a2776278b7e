using PerfTracking.Metrics;
using PerfTracking.Tests.Recording;
using PerfTracking.Tracking;

namespace PerfTracking.Tests.Tracking;

public class MeasurementBufferTests
{
    private static readonly MetricKey Key = new("queue_length", IsOperation: false);

    private readonly MeasurementBuffer _buffer = new();

    [Fact]
    public void What_is_taken_is_gone()
    {
        _buffer.Add(Key, 1);
        _buffer.CountError();

        PendingMeasurements taken = _buffer.Take();

        Assert.Equal((1, 1, 0), (taken.Count, taken.Errors, _buffer.Count));
        Assert.Equal(0, _buffer.Take().Errors);
    }

    [Fact]
    public void What_is_restored_stands_before_what_was_measured_since()
    {
        _buffer.Add(Key, 1);
        _buffer.Add(Key, 2);
        PendingMeasurements taken = _buffer.Take();
        _buffer.Add(Key, 3);

        _buffer.Restore(taken);

        // A gauge keeps the value that was measured last: the newest, not the restored one.
        Assert.Equal(new AggregatedValue(3, 3, 1, 3), Stored("queue_length"));
    }

    [Fact]
    public void Restored_errors_are_added_to_those_counted_since()
    {
        _buffer.CountError();
        PendingMeasurements taken = _buffer.Take();
        _buffer.CountError();
        _buffer.Restore(taken);

        Assert.Equal(2, _buffer.Take().Errors);
    }

    [Fact]
    public void Names_are_one_whatever_their_case()
    {
        _buffer.Add(new MetricKey("Import", IsOperation: true), 10);
        _buffer.Add(new MetricKey("IMPORT", IsOperation: true), 30);

        Assert.Equal(new AggregatedValue(20, 2, 10, 30), Stored("Import"));
    }

    [Fact]
    public void An_operation_and_a_metric_of_one_name_are_two_keys()
    {
        Assert.NotEqual(new MetricKey("import", IsOperation: true), new MetricKey("import", IsOperation: false));
    }

    private AggregatedValue Stored(string metric)
    {
        var store = new MemoryStore();
        new PerfTracking.Recording.SnapshotRecorder(_buffer, new StillProbe(), TimeProvider.System).SaveTo(store);
        return store.Latest.Single(value => value.Metric.Id == metric).Value;
    }
}
