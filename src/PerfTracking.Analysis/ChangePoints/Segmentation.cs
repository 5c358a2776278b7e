using PerfTracking.Analysis.Statistics;

namespace PerfTracking.Analysis.ChangePoints;

/// <summary>What a shift must be to count.</summary>
/// <param name="ShortestLevel">Fewest points on either side.</param>
/// <param name="EffectPercent">Smallest shift, in per cent of the level before.</param>
/// <param name="Memory">How the memory of the noise is allowed for.</param>
/// <param name="FarthestBefore">The most points before it that are looked at, where the level stood still.</param>
internal sealed record ShiftCriteria(int ShortestLevel, double EffectPercent, Memory Memory, int FarthestBefore = Contrast.Nearest)
{
    /// <summary>Smallest <see cref="AcceptedShift.Score"/> beside shifts that are surer: in a series that steps, steps are likely.</summary>
    public const double Score = 3.2;

    /// <summary>Smallest <see cref="Contrast.Separation"/>: what the eye takes for a step and not for scatter.</summary>
    public const double Separation = 0.75;
}

/// <summary>A shift that stood.</summary>
/// <param name="Split">The first point on the new level.</param>
/// <param name="Contrast">The stretches on either side.</param>
/// <param name="Score">The difference of the means in its own standard deviations, memory and few points allowed for.</param>
/// <param name="Memory">As <see cref="ChangePoints.Memory.Factor"/>.</param>
internal sealed record AcceptedShift(int Split, Contrast Contrast, double Score, double Memory)
{
    /// <summary>Two-sided chance of such a score at one place where nothing changed.</summary>
    public double Chance { get; } = TailProbability.TwoSided(Score);
}

/// <summary>
/// Cuts a series into levels: first wherever it might have changed, then without the cuts that do not stand, the weakest
/// first. How far the noise remembers is measured once, between all the first cuts together: measured again while cuts go,
/// it would take what they leave behind for memory, and real steps with it.
/// </summary>
internal static class Segmentation
{
    /// <summary>How far a split may move when its neighbours have changed.</summary>
    private const int Reach = 40;

    /// <summary>How far it may move in the end.</summary>
    private const int LastReach = 25;

    /// <summary>One in how many failing splits goes at a time.</summary>
    private const int DropShare = 4;

    public static List<AcceptedShift> Shifts(LevelSeries series, ShiftCriteria criteria)
    {
        if (series.Length / 2 < criteria.ShortestLevel || series.Jitter == 0)
        {
            return [];
        }

        var splits = OptimalPartition.Cuts(series, criteria.ShortestLevel);
        if (splits.Count == 0)
        {
            return [];
        }

        var memory = criteria.Memory.Factor(series, splits);
        var cache = new SplitCache(series, criteria);
        Examine(series, cache, criteria, splits, memory);
        Relocate(series, cache, splits, LastReach);
        var shifts = new List<AcceptedShift>(splits.Count);
        for (var i = 0; i < splits.Count; i++)
        {
            var contrast = Contrast(cache, series, splits, i);
            shifts.Add(new AcceptedShift(splits[i], contrast, Score(contrast, memory), memory));
        }

        return shifts;
    }

    /// <summary>Takes failing splits out of <paramref name="splits"/> until all stand.</summary>
    private static void Examine(LevelSeries series, SplitCache cache, ShiftCriteria criteria, List<int> splits, double memory)
    {
        var strengths = new double[splits.Count];
        do
        {
            for (var i = 0; i < splits.Count; i++)
            {
                var contrast = Contrast(cache, series, splits, i);
                strengths[i] = Strength(contrast, Score(contrast, memory), criteria);
            }
        }
        while (DropWeakest(series, cache, splits, strengths));
    }

    /// <summary>
    /// Drops the weakest of the failing splits, but never two neighbours at once: with one gone the other may stand. A share
    /// of them at a time, because a long series must not need a round for each. The neighbours of those that went are placed
    /// anew. Returns whether there was one.
    /// </summary>
    private static bool DropWeakest(LevelSeries series, SplitCache cache, List<int> splits, double[] strengths)
    {
        var order = new int[splits.Count];
        var keys = new double[splits.Count];
        var failing = 0;
        for (var i = 0; i < splits.Count; i++)
        {
            if (strengths[i] < 1)
            {
                (order[failing], keys[failing++]) = (i, strengths[i]);
            }
        }

        if (failing == 0)
        {
            return false;
        }

        OrderStatistics.Sort(keys, order, failing);
        var gone = new bool[splits.Count + 2];
        for (var i = 0; i < Math.Max(1, failing / DropShare); i++)
        {
            var place = order[i] + 1;
            gone[place] = !gone[place - 1] && !gone[place + 1];
        }

        var kept = 0;
        for (var i = 0; i < gone.Length - 2; i++)
        {
            if (!gone[i + 1])
            {
                splits[kept++] = splits[i];
            }
        }

        splits.RemoveRange(kept, splits.Count - kept);
        Relocate(series, cache, splits, Reach);
        return true;
    }

    private static void Relocate(LevelSeries series, SplitCache cache, List<int> splits, int reach)
    {
        for (var i = 0; i < splits.Count; i++)
        {
            var (from, to) = Neighbours(series, splits, i);
            splits[i] = cache.Relocated(from, splits[i], to, reach);
        }
    }

    /// <summary>At least 1 for a shift that meets every criterion; below that, how near the worst of them is.</summary>
    private static double Strength(Contrast contrast, double score, ShiftCriteria criteria)
    {
        var size = Math.Abs(contrast.After - contrast.Before);
        var effect = criteria.EffectPercent == 0 ? double.MaxValue
            : contrast.Before == 0 ? (size > 0 ? double.MaxValue : 0)
            : 100 * size / (Math.Abs(contrast.Before) * criteria.EffectPercent);
        var separation = (contrast.Separation - 0.5) / (ShiftCriteria.Separation - 0.5);
        return Math.Min(score / ShiftCriteria.Score, Math.Min(effect, separation));
    }

    /// <summary>The score with the memory of the noise, and with less for few points, whose spread is badly known.</summary>
    private static double Score(Contrast contrast, double memory) =>
        contrast.Score * memory / (1 + 1.0 / Math.Min(contrast.CountBefore, contrast.CountAfter));

    private static Contrast Contrast(SplitCache cache, LevelSeries series, List<int> splits, int i)
    {
        var (from, to) = Neighbours(series, splits, i);
        return cache.Contrast(from, splits[i], to);
    }

    private static (int From, int To) Neighbours(LevelSeries series, List<int> splits, int i) =>
        (i == 0 ? 0 : splits[i - 1], i + 1 == splits.Count ? series.Length : splits[i + 1]);
}
