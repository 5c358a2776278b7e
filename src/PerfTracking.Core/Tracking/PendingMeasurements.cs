using PerfTracking.Metrics;

namespace PerfTracking.Tracking;

/// <summary>What a save took out of the buffer.</summary>
public sealed class PendingMeasurements
{
    internal PendingMeasurements(Dictionary<MetricKey, SampleList> values, int errors)
    {
        Values = values;
        Errors = errors;
    }

    internal Dictionary<MetricKey, SampleList> Values { get; }

    /// <summary>How many operations failed.</summary>
    public int Errors { get; }

    /// <summary>How many values there are, of all metrics together.</summary>
    public int Count => Values.Values.Sum(values => values.Count);
}
