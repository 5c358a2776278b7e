using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Stores;
using PerfTracking.Tracking;

namespace PerfTracking.Storage.Tests;

/// <summary>A save from its measurements to its log line, as cmdlets, imports and benchmarks ask for it.</summary>
public sealed class SnapshotSavingTests : IDisposable
{
    private readonly TestStore _test = new();
    private readonly MeasurementBuffer _measurements = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_save_stores_its_snapshot_and_writes_its_line()
    {
        var log = new Log();

        SaveOutcome outcome = Save(log);

        Assert.Equal((outcome.Snapshot.Identity, 7), (Assert.Single(_test.Snapshots).Identity, _test.Snapshots[0].Measurements[0].Value));
        Assert.Same(outcome.Snapshot, Assert.Single(log.Written));
        Assert.Equal((null, null, null), (outcome.LogFailure, outcome.RolledUp, outcome.MaintenanceFailure));
    }

    [Fact]
    public void A_log_that_cannot_be_written_is_told_and_the_snapshot_is_stored()
    {
        SaveOutcome outcome = Save(new Log { Trouble = new IOException("no room") });

        Assert.Equal("no room", outcome.LogFailure?.Message);
        Assert.Single(_test.Snapshots);
    }

    [Fact]
    public void A_day_that_is_due_is_rolled_up_after_the_save()
    {
        _test.Save(1, TimeProvider.System.GetUtcNow().AddDays(-40));
        var log = new Log();

        SaveOutcome outcome = Save(log);

        Assert.Equal(new RollUp(1, 1, 1), outcome.RolledUp);
        Assert.Equal(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-StoreSummary.DefaultRetentionDays), log.KeptFrom);
        Assert.Equal(outcome.Snapshot.Id, Assert.Single(_test.Snapshots).Id);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(4, false)]
    [InlineData(6, true)]
    public void A_snapshot_of_a_later_time_is_told_where_the_clocks_of_machines_do_not_explain_it(int minutes, bool told)
    {
        DateTimeOffset other = TimeProvider.System.GetUtcNow().AddMinutes(minutes);
        other = DateTimeOffset.FromUnixTimeMilliseconds(other.ToUnixTimeMilliseconds());
        _test.Save(1, other);

        Assert.Equal(told ? other : null, Save(new Log()).LaterAt);
    }

    private SaveOutcome Save(Log log)
    {
        _measurements.Add(new MetricKey("APP-001", IsOperation: false), 7);
        var recorder = new SnapshotRecorder(_measurements, new NoProbe(), TimeProvider.System);
        return new SnapshotSaving(recorder, _ => log, TimeProvider.System).Save(_test.Store, TestStore.Context());
    }

    private sealed class Log : ISnapshotLog
    {
        public List<PerfSnapshot> Written { get; } = [];

        public IOException? Trouble { get; init; }

        public DateOnly? KeptFrom { get; private set; }

        public void Write(PerfSnapshot snapshot)
        {
            if (Trouble is not null)
            {
                throw Trouble;
            }

            Written.Add(snapshot);
        }

        public void RemoveBefore(DateOnly day) => KeptFrom = day;
    }

    private sealed class NoProbe : IProcessProbe
    {
        public ProcessReading Read() => default;
    }
}
