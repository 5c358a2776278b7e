namespace PerfTracking.Analysis.ChangePoints;

/// <summary>What a shift must be to count.</summary>
/// <param name="ShortestLevel">Fewest points on either side.</param>
/// <param name="EffectPercent">Smallest shift, in per cent of the level before.</param>
/// <param name="Significance">Largest chance of such a shift anywhere in a series where nothing changed.</param>
internal sealed record ShiftCriteria(int ShortestLevel, double EffectPercent, double Significance)
{
    /// <summary>Smallest <see cref="LevelShift.Separation"/>: what the eye takes for a step and not for scatter.</summary>
    public double Separation { get; init; } = 0.8;

    /// <summary>
    /// The significance with which shifts are kept while the noise is being measured. The larger, the less a real shift that
    /// falls short counts as noise and takes others with it; the smaller, the less a wandering series is taken for steps.
    /// </summary>
    public double MeasuringSignificance { get; init; } = 0.01;

    /// <summary>The most points after a shift that are looked at, up to <see cref="Contrast.Nearest"/>.</summary>
    public int MostAfter { get; init; } = Contrast.Nearest;
}

/// <summary>A shift that stood, with its chance corrected for the places looked at.</summary>
internal sealed record AcceptedShift(int Split, LevelShift Shift, double PValue);

/// <summary>
/// Cuts a series into levels. The noise can only be measured where the level does not change, and changes can only be
/// judged when the noise is known; so the series is first cut wherever it might have changed, and the cuts that the noise
/// between them explains are taken out, the weakest first. Every one that goes joins two stretches and shows more of the
/// slow noise: in a series that only wanders they all fall, in one with steps the steps stand. What is left gives the
/// noise against which the strict limits are applied.
/// </summary>
internal static class Segmentation
{
    /// <summary>Score against jitter alone below which no shift can be significant in the end, so that a quiet series is done at once.</summary>
    private const double ProposalScore = 3.5;

    /// <summary>Score against the measured noise at which a place is looked at again.</summary>
    private const double CandidateScore = 2.5;

    /// <summary>One in how many failing splits goes at a time.</summary>
    private const int DropShare = 4;

    public static List<AcceptedShift> Shifts(LevelSeries series, ShiftCriteria criteria)
    {
        if (series.Length < 2 * criteria.ShortestLevel || series.LargestSum == 0)
        {
            return [];
        }

        var splits = SeededSegmentation.Splits(series, NoiseProfile.OfJitter(series), criteria.ShortestLevel, ProposalScore);
        if (splits.Count == 0)
        {
            return [];
        }

        var places = new Places(series, criteria);
        var lenient = criteria with { Significance = Math.Max(criteria.Significance, criteria.MeasuringSignificance) };
        Examine(series, places, lenient, splits, null);
        splits = SeededSegmentation.Splits(series, NoiseProfile.InsideLevels(series, splits), criteria.ShortestLevel, CandidateScore);
        Examine(series, places, lenient, splits, null);
        var noise = NoiseProfile.InsideLevels(series, splits);
        Examine(series, places, criteria, splits, noise);
        var shifts = new List<AcceptedShift>(splits.Count);
        for (var i = 0; i < splits.Count; i++)
        {
            shifts.Add(new AcceptedShift(splits[i], Measure(series, places, noise, splits, i, out var chance), chance));
        }

        return shifts;
    }

    /// <summary>
    /// Takes failing splits out of <paramref name="splits"/> until all stand, against the noise given or, without one, against
    /// the noise between those that are left.
    /// </summary>
    private static void Examine(LevelSeries series, Places places, ShiftCriteria criteria, List<int> splits, NoiseProfile? known)
    {
        var strengths = new double[splits.Count];
        do
        {
            var noise = known ?? NoiseProfile.InsideLevels(series, splits);
            for (var i = 0; i < splits.Count; i++)
            {
                var (from, to) = Neighbours(series, splits, i);
                splits[i] = places.Relocated(from, splits[i], to);
            }

            for (var i = 0; i < splits.Count; i++)
            {
                var shift = Measure(series, places, noise, splits, i, out var chance);
                var strength = Strength(shift, chance, criteria);
                // Asked last, and only of what would stand: the others go by what they lack.
                strengths[i] = strength < 1 ? strength : Math.Min(strength, places.Standing(splits[i], Contrast(places, series, splits, i)));
            }
        }
        while (DropWeakest(splits, strengths));
    }

    /// <summary>
    /// Drops the weakest of the failing splits, but never two neighbours at once: with one gone the other may stand. A share
    /// of them at a time, because every one that goes lets the noise be measured better, and yet a long series must not need
    /// a round for each. Returns whether there was one.
    /// </summary>
    private static bool DropWeakest(List<int> splits, double[] strengths)
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
        return true;
    }

    /// <summary>At least 1 for a shift that meets every criterion of its own; below that, how near the worst of them is.</summary>
    private static double Strength(LevelShift shift, double chance, ShiftCriteria criteria)
    {
        var size = Math.Abs(shift.After - shift.Before);
        var effect = criteria.EffectPercent == 0 ? double.MaxValue
            : shift.Before == 0 ? (size > 0 ? double.MaxValue : 0)
            : 100 * size / (Math.Abs(shift.Before) * criteria.EffectPercent);
        var certainty = chance == 0 ? double.MaxValue : Math.Log(chance) / Math.Log(criteria.Significance);
        var separation = (shift.Separation - 0.5) / (criteria.Separation - 0.5);
        return Math.Min(certainty, Math.Min(effect, separation));
    }

    /// <summary>A split against the noise, with its chance corrected for the places looked at.</summary>
    private static LevelShift Measure(LevelSeries series, Places places, NoiseProfile noise, List<int> splits, int i, out double chance)
    {
        var (from, to) = Neighbours(series, splits, i);
        var shift = LevelShift.Measure(Contrast(places, series, splits, i), noise);
        var looks = (double)series.Length / Math.Min(splits[i] - from, to - splits[i]);
        chance = Math.Min(1, shift.PValue * looks);
        return shift;
    }

    private static Contrast Contrast(Places places, LevelSeries series, List<int> splits, int i)
    {
        var (from, to) = Neighbours(series, splits, i);
        return places.Contrast(from, splits[i], to);
    }

    private static (int From, int To) Neighbours(LevelSeries series, List<int> splits, int i) =>
        (i == 0 ? 0 : splits[i - 1], i + 1 == splits.Count ? series.Length : splits[i + 1]);
}
