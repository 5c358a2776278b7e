using PerfTracking.Metrics;

namespace PerfTracking.History;

/// <summary>One save. Disposing it without a commit leaves the store as it was.</summary>
public interface ISaveTransaction : IDisposable
{
    /// <summary>The catalogue as the store has it: built-in and registered metrics, with the targets of an application.</summary>
    /// <param name="application">The application whose targets count before the general ones.</param>
    MetricCatalogue ReadCatalogue(string application);

    /// <summary>When the latest snapshots of an application on an environment were taken, cold or warm, latest first.</summary>
    /// <param name="context">The application and environment.</param>
    /// <param name="limit">How many at the most.</param>
    IReadOnlyList<DateTimeOffset> ReadLatestTimestamps(RunContext context, int limit);

    /// <summary>What the first save of the latest process of this kind cost, in ms, or <see langword="null"/>.</summary>
    /// <param name="context">The application and environment.</param>
    /// <param name="cold">Whether the application started cold.</param>
    double? ReadPreviousCost(RunContext context, bool cold);

    /// <summary>Writes a snapshot.</summary>
    /// <param name="context">Its run context.</param>
    /// <param name="timestamp">When it was taken.</param>
    /// <param name="cold">Whether the application started cold.</param>
    /// <param name="values">One value for each metric.</param>
    /// <returns>The snapshot's number.</returns>
    long Append(RunContext context, DateTimeOffset timestamp, bool cold, IReadOnlyList<MeasuredValue> values);

    /// <summary>Makes everything durable.</summary>
    void Commit();

    /// <summary>Remembers what this save cost, after <see cref="Commit"/>; not worth waiting or failing for.</summary>
    /// <param name="costMs">The cost in ms.</param>
    void RecordCost(double costMs);
}
