namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// Places where the level may have shifted, by seeded binary segmentation (Kovács, Bühlmann, Li and Munk, Biometrika
/// 2023): the best split of each of a fixed set of overlapping stretches, from the whole series down to the shortest, the
/// strongest first, as long as no stretch holds a split already taken. Deterministic, and n log n in the length, because
/// the stretches are the same whatever the data.
/// </summary>
internal static class SeededSegmentation
{
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

    /// <summary>The split of [from, to) with the largest difference of means, weighted as for equal variances.</summary>
    public static int BestSplit(LevelSeries series, int from, int to, int first, int last)
    {
        var best = first;
        double strongest = -1;
        for (var split = first; split <= last; split++)
        {
            double before = split - from, after = to - split;
            var difference = series.Mean(split, to) - series.Mean(from, split);
            var strength = difference * difference * (before * after / (before + after));
            if (strength > strongest)
            {
                (strongest, best) = (strength, split);
            }
        }

        return best;
    }

    private static List<Candidate> Candidates(LevelSeries series, NoiseProfile noise, int shortest, double limit)
    {
        var candidates = new List<Candidate>();
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

                var split = BestSplit(series, from, to, from + shortest, to - shortest);
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
