using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Tracking;

namespace PerfTracking.Recording;

/// <summary>Makes a snapshot of values and the run they are of.</summary>
internal static class MeasuredSnapshot
{
    /// <summary>The snapshot of what was measured.</summary>
    /// <param name="id">Its number in its store; 0 before it has one.</param>
    /// <param name="mark">When it was taken, and its identity.</param>
    /// <param name="cold">Whether the application started cold.</param>
    /// <param name="context">Its run context.</param>
    /// <param name="values">One value for each metric.</param>
    public static PerfSnapshot Of(long id, SnapshotMark mark, bool cold, RunContext context, IReadOnlyList<MeasuredValue> values)
    {
        string? tags = TagText.Of(context.Tags);
        var rows = new PerfMeasurement[values.Count];
        double? index = null;
        for (int i = 0; i < rows.Length; i++)
        {
            (PerfMetric metric, AggregatedValue value) = values[i];
            if (metric.Id == BuiltInMetrics.PerformanceIndex)
            {
                index = value.Value;
            }

            rows[i] = new PerfMeasurement
            {
                SnapshotId = id,
                Timestamp = mark.At,
                Application = context.Application,
                Metric = metric.Id,
                Name = metric.Name,
                Value = value.Value,
                Unit = metric.Unit,
                Count = value.Count,
                Minimum = value.Minimum,
                Maximum = value.Maximum,
                Cold = cold,
                Environment = context.Environment,
                SessionId = context.SessionId,
                Commit = context.Commit,
                Branch = context.Branch,
                Tags = tags,
            };
        }

        return new PerfSnapshot
        {
            Id = id,
            Identity = mark.Id,
            Timestamp = mark.At,
            Application = context.Application,
            Environment = context.Environment,
            Cold = cold,
            SessionId = context.SessionId,
            Commit = context.Commit,
            Branch = context.Branch,
            Tags = context.Tags,
            Measurements = rows,
            PerformanceIndex = index,
        };
    }
}
