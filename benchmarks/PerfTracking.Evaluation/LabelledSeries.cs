namespace PerfTracking.Evaluation;

/// <summary>A series and the truth about it.</summary>
/// <param name="Name">Where it comes from.</param>
/// <param name="Values">The values, oldest first; higher is worse.</param>
/// <param name="Changes">Index of the first point on each new level; empty for a quiet series.</param>
internal sealed record LabelledSeries(string Name, double[] Values, int[] Changes);

/// <summary>Series of one kind, scored together.</summary>
internal sealed record SeriesGroup(string Name, IReadOnlyList<LabelledSeries> Series);
