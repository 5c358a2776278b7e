namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// What was found out about the places of a series between given neighbours. Splits are examined in rounds, and from one
/// round to the next most of them have the neighbours they had.
/// </summary>
internal sealed class Places(LevelSeries series, ShiftCriteria criteria)
{
    /// <summary>How far a split may move when its neighbours have changed.</summary>
    private const int Reach = 50;

    private readonly Contrast?[] _contrasts = new Contrast?[series.Length];
    private readonly int[] _settledFrom = new int[series.Length];
    private readonly int[] _settledTo = new int[series.Length];

    /// <summary>The contrast at <paramref name="split"/> between the levels [from, split) and [split, to).</summary>
    public Contrast Contrast(int from, int split, int to)
    {
        int before = Math.Min(split - from, ChangePoints.Contrast.Nearest), after = Math.Min(to - split, criteria.MostAfter);
        return _contrasts[split] is { } known && known.CountBefore == before && known.CountAfter == after
            ? known
            : _contrasts[split] = ChangePoints.Contrast.Measure(series, split, before, after);
    }

    /// <summary>The size of a contrast in excursions of the levels on either side; of the points it looks at.</summary>
    public double Standing(int split, Contrast contrast)
    {
        var before = Excursion.Farthest(series, split - contrast.CountBefore, split, criteria.ShortestLevel);
        var after = Excursion.Farthest(series, split, split + contrast.CountAfter, criteria.ShortestLevel);
        var farthest = Math.Max(before, after);
        return farthest == 0 ? double.MaxValue : Math.Abs(contrast.Difference) / farthest;
    }

    /// <summary>The best place within reach of <paramref name="split"/> to divide [from, to).</summary>
    public int Relocated(int from, int split, int to)
    {
        var first = Math.Max(from + criteria.ShortestLevel, split - Reach);
        var last = Math.Min(to - criteria.ShortestLevel, split + Reach);
        if (first > last || (_settledFrom[split] == from && _settledTo[split] == to))
        {
            return split;
        }

        var best = SeededSegmentation.BestSplit(series, from, to, first, last, split);
        if (best == split)
        {
            (_settledFrom[split], _settledTo[split]) = (from, to);
        }

        return best;
    }
}
