namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// What was found out about the splits of a series between given neighbours. Splits are examined in rounds, and from one
/// round to the next most of them have the neighbours they had.
/// </summary>
internal sealed class SplitCache(LevelSeries series, ShiftCriteria criteria)
{
    private readonly Contrast?[] _contrasts = new Contrast?[series.Length];
    private readonly int[] _settledFrom = new int[series.Length];
    private readonly int[] _settledTo = new int[series.Length];

    /// <summary>The contrast at <paramref name="split"/> between the levels [from, split) and [split, to).</summary>
    public Contrast Contrast(int from, int split, int to)
    {
        // What is unsettled may be of a next level; where nothing but that is left of this one, it is looked at for want of better.
        if (to == series.Length && series.Settled - split >= criteria.ShortestLevel)
        {
            to = series.Settled;
        }

        int before = ChangePoints.Contrast.PointsBefore(series, from, split, criteria.FarthestBefore), after = Math.Min(to - split, ChangePoints.Contrast.Nearest);
        return _contrasts[split] is { } known && known.CountBefore == before && known.CountAfter == after
            ? known
            : _contrasts[split] = ChangePoints.Contrast.Measure(series, split, before, after);
    }

    /// <summary>The best place within reach of <paramref name="split"/> to divide [from, to), by least squares.</summary>
    public int Relocated(int from, int split, int to, int reach)
    {
        if (_settledFrom[split] == from && _settledTo[split] == to)
        {
            return split;
        }

        int best = split, first = Math.Max(from + criteria.ShortestLevel, split - reach), last = Math.Min(to - criteria.ShortestLevel, split + reach);
        double strongest = series.Gain(from, split, to);
        for (var place = first; place <= last; place++)
        {
            var strength = series.Gain(from, place, to);
            if (strength > strongest)
            {
                (strongest, best) = (strength, place);
            }
        }

        if (best == split)
        {
            (_settledFrom[split], _settledTo[split]) = (from, to);
        }

        return best;
    }
}
