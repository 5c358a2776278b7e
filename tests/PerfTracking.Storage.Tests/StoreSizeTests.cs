using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Tracking;

namespace PerfTracking.Storage.Tests;

public sealed class StoreSizeTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_snapshot_of_all_built_in_metrics_takes_30_bytes_a_value()
    {
        const int snapshots = 1000;
        var random = new Random(1);
        MeasuredValue[] Values() => [.. BuiltInMetrics.All.Select(metric => new MeasuredValue(metric, AggregatedValue.OfOne(100 * random.NextDouble())))];
        for (int i = 0; i < snapshots; i++)
        {
            _test.Save(Values(), timestamp: TestStore.Noon.AddMinutes(i));
        }

        _test.Store.Compact();

        // Values with fractions, which take eight bytes each.
        Assert.InRange(new FileInfo(_test.Path).Length / (double)snapshots, BuiltInMetrics.All.Count * 25, BuiltInMetrics.All.Count * 30.5);
    }
}
