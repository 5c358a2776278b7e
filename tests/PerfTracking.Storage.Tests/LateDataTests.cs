using PerfTracking.Detection;
using PerfTracking.Recording;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests;

/// <summary>A save by a clock that stepped back takes its place in time.</summary>
public sealed class LateDataTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_save_after_the_clock_stepped_back_is_judged_by_what_was_before_it_and_is_not_the_latest()
    {
        for (int i = 0; i < 30; i++)
        {
            _test.Save(i < 20 ? 100 : 200, TestStore.Noon.AddMinutes(i));
        }

        DateTimeOffset back = TestStore.Noon.AddMinutes(9.5);
        using (ISaveTransaction transaction = _test.Store.BeginSave())
        {
            transaction.ReadCatalogue("app");
            transaction.Append(TestStore.Context(), TestStore.Mark(back), cold: false, TestStore.Values(("APP-001", 150)));
            SeriesPoint[] history = transaction.ReadHistory(TestStore.Metric("APP-001"), 120);
            Assert.Equal((10, 100.0), (history.Length, history[^1].Value));
            transaction.Commit();
        }

        SeriesPoint[] points = Assert.Single(_test.Store.ReadSeries(new HistoryQuery())).Points;
        Assert.Equal((31, 200, 150), (points.Length, points[^1].Value, points[10].Value));
        Assert.Equal(30, _test.Store.ReadSnapshots(new HistoryQuery { Last = 1 }).Single().Id);
        Assert.Equal(200.0, _test.Ask("SELECT startup_time_ms FROM performance_baselines ORDER BY timestamp DESC LIMIT 1"));

        // The next save of this process remembers nothing wrong.
        using ISaveTransaction next = _test.Store.BeginSave();
        Assert.Equal(TestStore.Noon.AddMinutes(29), next.ReadLatestTimestamps(TestStore.Context(), 3)[0]);
        next.ReadCatalogue("app");
        next.Append(TestStore.Context(), TestStore.Mark(TestStore.Noon.AddMinutes(40)), cold: false, TestStore.Values(("APP-001", 150)));
        Assert.Equal(points, next.ReadHistory(TestStore.Metric("APP-001"), 120));
    }
}
