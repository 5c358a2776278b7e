using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Tracking;

namespace PerfTracking.Storage.Tests;

public sealed class ConcurrentUseTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task Threads_that_share_a_store_and_threads_that_do_not_lose_nothing()
    {
        const int each = 50;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(thread => Task.Factory.StartNew(
            () =>
            {
                // Three have a store of their own on the same file, as another process would.
                TestStore? own = thread % 2 == 0 ? null : new TestStore(_test.Path);
                using (own)
                {
                    for (int i = 0; i < each; i++)
                    {
                        (own ?? _test).Save(i);
                    }
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(6 * each, _test.Snapshots.Count);
        Assert.Empty(_test.Store.FindDefects());
    }

    [Fact]
    public void A_hundred_thousand_measurements_are_one_save()
    {
        var buffer = new MeasurementBuffer();
        for (int i = 1; i <= 100_000; i++)
        {
            buffer.Add(new MetricKey("app_startup", IsOperation: true), i);
            if (i % 100 == 0)
            {
                buffer.Add(new MetricKey($"custom {i}", IsOperation: false), i);
            }
        }

        new SnapshotRecorder(buffer, new NoProbe(), TimeProvider.System).Save(_test.Store, TestStore.Context());

        PerfSnapshot saved = Assert.Single(_test.Snapshots);
        Assert.Equal((50_000.5, 100_000), (saved.Measurements[0].Value, saved.Measurements[0].Count));
        Assert.Equal(1_000, saved.Measurements.Count(row => row.Metric.StartsWith("custom ", StringComparison.Ordinal)));
    }

    private sealed class NoProbe : IProcessProbe
    {
        public ProcessReading Read() => default;
    }
}
