using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;

namespace PerfTracking.Recording;

/// <summary>One save. Disposing it without a commit leaves the store as it was.</summary>
public interface ISaveTransaction : IEndedAlerts, IDisposable
{
    /// <summary>The catalogue as the store has it: built-in and registered metrics, with the targets of an application.</summary>
    /// <param name="application">The application whose targets count before the general ones.</param>
    MetricCatalogue ReadCatalogue(string application);

    /// <summary>When the latest snapshots, in time, of an application on an environment were taken, cold or warm, latest first.</summary>
    /// <param name="context">The application and environment.</param>
    /// <param name="limit">How many at the most.</param>
    DateTimeOffset[] ReadLatestTimestamps(RunContext context, int limit);

    /// <summary>What the first save of the latest process of this kind cost, in ms, or <see langword="null"/>.</summary>
    /// <param name="context">The application and environment.</param>
    /// <param name="cold">Whether the application started cold.</param>
    double? ReadPreviousCost(RunContext context, bool cold);

    /// <summary>Writes a snapshot.</summary>
    /// <param name="context">Its run context.</param>
    /// <param name="mark">When it was taken, and its identity.</param>
    /// <param name="cold">Whether the application started cold.</param>
    /// <param name="values">One value for each metric.</param>
    /// <returns>The snapshot's number.</returns>
    long Append(RunContext context, SnapshotMark mark, bool cold, IReadOnlyList<MeasuredValue> values);

    /// <summary>The store's policy.</summary>
    PerfPolicy ReadPolicy();

    /// <summary>The points of a metric before the appended snapshot in time, oldest first, from the latest accepted level on.</summary>
    /// <param name="metric">A metric of the appended snapshot.</param>
    /// <param name="limit">How many of the latest at the most.</param>
    SeriesPoint[] ReadHistory(PerfMetric metric, int limit);

    /// <summary>The lasting alerts of the appended snapshot's application and environment.</summary>
    IReadOnlyList<PerfAlert> ReadLastingAlerts();

    /// <summary>Writes a new or changed alert.</summary>
    /// <param name="alert">The alert; one without a number is new.</param>
    /// <returns>The alert with its number.</returns>
    PerfAlert WriteAlert(PerfAlert alert);

    /// <summary>Leaves a message in the store's outbox, to be delivered after the commit.</summary>
    /// <param name="receiver">Who it is for, by a name that the receiver chose.</param>
    /// <param name="body">The message.</param>
    void Post(string receiver, string body);

    /// <summary>Whether days are due to be rolled up.</summary>
    /// <param name="now">The time.</param>
    bool IsRollUpDue(DateTimeOffset now);

    /// <summary>Makes everything durable.</summary>
    void Commit();

    /// <summary>Remembers what this save cost, after <see cref="Commit"/>; not worth waiting or failing for.</summary>
    /// <param name="costMs">The cost in ms.</param>
    void RecordCost(double costMs);
}
