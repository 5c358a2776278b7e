namespace PerfTracking.Evaluation;

/// <summary>A series and the truth about it.</summary>
/// <param name="Name">Where it comes from.</param>
/// <param name="Values">The values, oldest first; higher is worse.</param>
/// <param name="Changes">Where its level changes; empty for a quiet series.</param>
internal sealed record LabelledSeries(string Name, double[] Values, Change[] Changes);

/// <summary>A change of level.</summary>
/// <param name="Index">Index of the first point on the new level.</param>
/// <param name="IsWorse">Whether the new level is higher.</param>
internal readonly record struct Change(int Index, bool IsWorse);

/// <summary>Series of one kind, scored together.</summary>
internal sealed record SeriesGroup(string Name, IReadOnlyList<LabelledSeries> Series);
