using PerfTracking.Metrics;
using PerfTracking.Tracking;

namespace PerfTracking.Recording;

/// <summary>Makes the values of a snapshot: what the script measured, and what is read at every save without asking.</summary>
internal sealed class SnapshotValues(MetricCatalogue catalogue, PendingMeasurements pending)
{
    private readonly Dictionary<PerfMetric, MeasuredValue> _values = new(ReferenceEqualityComparer.Instance);
    private readonly List<PerfMetric> _custom = [];

    /// <summary>All values in the catalogue's order, unregistered custom metrics last.</summary>
    /// <param name="reading">The process now.</param>
    /// <param name="previous">The process at the previous save; all zero at the first.</param>
    /// <param name="previousCostMs">What the previous save cost, in ms, or <see langword="null"/> where there was none.</param>
    public List<MeasuredValue> Complete(ProcessReading reading, ProcessReading previous, double? previousCostMs)
    {
        AddMeasured();
        AddGauges(reading, previous, previousCostMs);
        List<MeasuredValue> ordered = InOrder();
        if (Recording.PerformanceIndex.Of(ordered) is { } index && catalogue.Find(BuiltInMetrics.PerformanceIndex) is { } metric)
        {
            _values[metric] = new MeasuredValue(metric, AggregatedValue.OfOne(index));
            ordered = InOrder();
        }

        return ordered;
    }

    private void AddMeasured()
    {
        // An operation and Add-PerfMeasurement may both have measured a metric, each under its own key.
        var byMetric = new Dictionary<string, MeasuredMetric>(StringComparer.OrdinalIgnoreCase);
        foreach ((MetricKey key, SampleList measured) in pending.Values)
        {
            PerfMetric metric = catalogue.Resolve(key);
            SampleList values = key.IsOperation && CustomMetric.MillisecondsIn(metric.Unit) is { } ms and not 1 ? measured.DividedBy(ms) : measured;
            if (byMetric.TryGetValue(metric.Id, out MeasuredMetric? known))
            {
                known.Values.AddRange(values);
            }
            else
            {
                // Copied, because a save that fails puts back what it took.
                var all = new SampleList();
                all.AddRange(values);
                byMetric.Add(metric.Id, new MeasuredMetric(metric, all));
            }
        }

        foreach ((PerfMetric metric, SampleList values) in byMetric.Values)
        {
            _values[metric] = new MeasuredValue(metric, AggregatedValue.Of(values.ToArray(), metric.Aggregation));
            if (catalogue.Find(metric.Id) is null)
            {
                _custom.Add(metric);
            }
        }
    }

    private void AddGauges(ProcessReading reading, ProcessReading previous, double? previousCostMs)
    {
        AddUnlessMeasured(BuiltInMetrics.PeakMemory, reading.PeakMemoryMiB);
        AddUnlessMeasured(BuiltInMetrics.ManagedMemory, reading.ManagedMemoryMiB);
        AddErrors();
        AddUnlessMeasured(BuiltInMetrics.CpuTime, reading.CpuTimeMs is { } cpuTime ? Math.Max(0, cpuTime - (previous.CpuTimeMs ?? 0)) : null);
        AddUnlessMeasured(BuiltInMetrics.GcCollectionCount, reading.GcCollections - previous.GcCollections);
        AddUnlessMeasured(BuiltInMetrics.GcPause, Math.Max(0, reading.GcPauseMs - previous.GcPauseMs));
        AddUnlessMeasured(BuiltInMetrics.ThreadCount, reading.Threads);
        AddUnlessMeasured(BuiltInMetrics.HandleCount, reading.Handles);
        AddUnlessMeasured(BuiltInMetrics.TrackerOverhead, previousCostMs ?? 0);
    }

    // A script may count failures of its own beside those of operations.
    private void AddErrors()
    {
        if (catalogue.Find(BuiltInMetrics.OperationErrorCount) is { } metric)
        {
            double added = _values.TryGetValue(metric, out MeasuredValue? measured) ? measured.Value.Value : 0;
            _values[metric] = new MeasuredValue(metric, AggregatedValue.OfOne(added + pending.Errors));
        }
    }

    private void AddUnlessMeasured(string id, double? value)
    {
        if (value is { } known && catalogue.Find(id) is { } metric)
        {
            _values.TryAdd(metric, new MeasuredValue(metric, AggregatedValue.OfOne(known)));
        }
    }

    private List<MeasuredValue> InOrder()
    {
        var ordered = new List<MeasuredValue>(_values.Count + 1);
        foreach (PerfMetric metric in catalogue.Metrics)
        {
            if (_values.TryGetValue(metric, out MeasuredValue? value))
            {
                ordered.Add(value);
            }
        }

        foreach (PerfMetric metric in _custom)
        {
            ordered.Add(_values[metric]);
        }

        return ordered;
    }

    private sealed record MeasuredMetric(PerfMetric Metric, SampleList Values);
}
