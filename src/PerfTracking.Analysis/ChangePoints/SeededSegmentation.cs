namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// Places where the level may have shifted, by seeded binary segmentation (Kovács, Bühlmann, Li and Munk, Biometrika
/// 2023): the best split of each of a fixed set of overlapping stretches, from the whole series down to the shortest, the
/// strongest first, as long as no stretch holds a split already taken. Deterministic, and n log n in the length, because
/// the stretches are the same whatever the data.
/// </summary>
internal static class SeededSegmentation
{
    private const double RoundingSlack = 1e-13;
    private const double StrengthSlack = 1e-6;

    private static readonly double Decay = Math.Sqrt(2);

    /// <summary>Splits, in order, whose difference of means is at least <paramref name="limit"/> of its own deviation.</summary>
    public static List<int> Splits(LevelSeries series, NoiseProfile noise, int shortest, double limit)
    {
        var candidates = Candidates(series, noise, shortest, limit);
        candidates.Sort(static (a, b) => a.Strength != b.Strength ? b.Strength.CompareTo(a.Strength)
            : a.From != b.From ? a.From.CompareTo(b.From) : a.To.CompareTo(b.To));
        var splits = new List<int>();
        foreach (var candidate in candidates)
        {
            var next = splits.BinarySearch(candidate.From + 1);
            next = next < 0 ? ~next : next;
            if (next == splits.Count || splits[next] >= candidate.To)
            {
                var place = splits.BinarySearch(candidate.Split);
                splits.Insert(~place, candidate.Split);
            }
        }

        return splits;
    }

    /// <summary>
    /// The split of [from, to) with the largest difference of means, weighted as for equal variances; −1 if that surely does
    /// not reach <paramref name="least"/>. Quick where <paramref name="likely"/> is nearly as good, whatever it is.
    /// </summary>
    public static int BestSplit(LevelSeries series, int from, int to, int first, int last, int likely, double least = 0)
    {
        // With D the distance of the running sum from the straight line between its ends, times the length, the strength is
        // D² / (before × after × length). That takes no division to compare, and says of nearly every split that it is not
        // the best; the others are compared exactly. The slack is far larger than any rounding error on either side.
        int length = to - from, best = least > 0 ? -1 : first;
        var sums = series.Sums;
        double start = sums[from], rise = sums[to] - start, strongest = -1;
        var error = RoundingSlack * length * series.LargestSum;
        var toBeat = least * length;
        if (likely >= first && likely <= last)
        {
            toBeat = Math.Max(toBeat, (1 - StrengthSlack) * Strength(series, from, likely, to) * length);
        }

        double before = first - from - 1, after = to - first + 1;
        for (var split = first; split <= last; split++)
        {
            before++;
            after--;
            var distance = Math.Abs((sums[split] - start) * length - before * rise) + error;
            if (distance * distance < toBeat * (before * after))
            {
                continue;
            }

            var strength = Strength(series, from, split, to);
            if (strength > strongest)
            {
                (strongest, best) = (strength, split);
                toBeat = Math.Max(toBeat, (1 - StrengthSlack) * strength * length);
            }
        }

        return best;
    }

    private static double Strength(LevelSeries series, int from, int split, int to)
    {
        double before = split - from, after = to - split;
        var difference = series.Mean(split, to) - series.Mean(from, split);
        return difference * difference * (before * after / (before + after));
    }

    private static List<Candidate> Candidates(LevelSeries series, NoiseProfile noise, int shortest, double limit)
    {
        var candidates = new List<Candidate>();
        var latest = -1;
        var least = (1 - StrengthSlack) * noise.LeastStrength(limit);
        for (double length = series.Length; length >= 2 * shortest; length /= Decay)
        {
            var count = (int)Math.Ceiling(series.Length / length * 2 - 1);
            var step = count > 1 ? (series.Length - length) / (count - 1) : 0;
            for (var i = 0; i < count; i++)
            {
                var from = (int)(i * step);
                var to = Math.Min(series.Length, (int)Math.Ceiling(i * step + length));
                if (to - from < 2 * shortest)
                {
                    continue;
                }

                var split = BestSplit(series, from, to, from + shortest, to - shortest, latest, least);
                if (split < 0)
                {
                    continue;
                }

                latest = split;
                var difference = Math.Abs(series.Mean(split, to) - series.Mean(from, split));
                var expected = noise.MeanDifference(split - from, to - split);
                if (difference > limit * expected)
                {
                    candidates.Add(new Candidate(expected == 0 ? double.MaxValue : difference / expected, from, split, to));
                }
            }
        }

        return candidates;
    }

    private sealed record Candidate(double Strength, int From, int Split, int To);
}
