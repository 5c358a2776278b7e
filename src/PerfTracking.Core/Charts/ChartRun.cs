namespace PerfTracking.Charts;

/// <summary>What a picture needs of neighbouring points of a series, wherever its columns begin: the points that <see cref="ChartColumns"/> may keep.</summary>
/// <param name="First">The key and value of the first point.</param>
/// <param name="Smallest">Those of the smallest one; of equal ones the first.</param>
/// <param name="Largest">Those of the largest one; of equal ones the first.</param>
/// <param name="Last">Those of the last point.</param>
/// <param name="Count">How many points there are; at least 1.</param>
public readonly record struct ChartRun((long Key, double Value) First, (long Key, double Value) Smallest, (long Key, double Value) Largest, (long Key, double Value) Last, int Count)
{
    /// <summary>A run of one point.</summary>
    /// <param name="key">What it is known by.</param>
    /// <param name="value">Its value, finite.</param>
    public static ChartRun Of(long key, double value) => new((key, value), (key, value), (key, value), (key, value), 1);

    /// <summary>The run with the points of another one behind it.</summary>
    /// <param name="next">The other one; its keys are greater.</param>
    public ChartRun With(ChartRun next) => new(
        First, next.Smallest.Value < Smallest.Value ? next.Smallest : Smallest, next.Largest.Value > Largest.Value ? next.Largest : Largest, next.Last, Count + next.Count);
}
