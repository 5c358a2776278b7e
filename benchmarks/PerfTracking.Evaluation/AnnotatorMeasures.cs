namespace PerfTracking.Evaluation;

/// <summary>
/// How well places agree with those of several people (van den Burg and Williams, <em>An evaluation of change point detection
/// algorithms</em>, 2020). The start of the series belongs to every set of places, so that "no change" can be right too.
/// </summary>
internal static class AnnotatorMeasures
{
    /// <summary>How far a place may be off.</summary>
    public const int Margin = 5;

    /// <summary>Share of the found places that some annotator has.</summary>
    public static double Precision(IReadOnlyList<int[]> annotators, int[] found)
    {
        int[] all = [.. annotators.SelectMany(places => places).Distinct().Order()];
        return (double)Matches(WithStart(all), WithStart(found)) / WithStart(found).Length;
    }

    /// <summary>Share of an annotator's places that are found, averaged over the annotators.</summary>
    public static double Recall(IReadOnlyList<int[]> annotators, int[] found) =>
        annotators.Average(places => (double)Matches(WithStart(places), WithStart(found)) / WithStart(places).Length);

    /// <summary>Harmonic mean of both.</summary>
    public static double F1(IReadOnlyList<int[]> annotators, int[] found)
    {
        double precision = Precision(annotators, found), recall = Recall(annotators, found);
        return 2 * precision * recall / (precision + recall);
    }

    /// <summary>
    /// Over the points, how well the level that an annotator sees around each is overlapped by one that was found (Jaccard index
    /// of the best), averaged over the annotators.
    /// </summary>
    public static double Covering(IReadOnlyList<int[]> annotators, int[] found, int count) =>
        annotators.Average(places => Covering(Ends(places, count), Ends(found, count)) / count);

    /// <summary>Places that more than half of the annotators have, those of most first where two are near each other; in order.</summary>
    public static int[] Majority(IReadOnlyList<int[]> annotators)
    {
        var left = annotators.SelectMany(places => places).Distinct().Order().ToList();
        var agreed = new List<int>();
        while (left.Count > 0)
        {
            var best = left.MaxBy(place => (Support(annotators, place), -place));
            if (2 * Support(annotators, best) <= annotators.Count)
            {
                break;
            }

            agreed.Add(best);
            left.RemoveAll(place => Math.Abs(place - best) <= Margin);
        }

        return [.. agreed.Order()];
    }

    /// <summary>How many places have a found one within <see cref="Margin"/>, each found one counting once. Both in order.</summary>
    public static int Matches(int[] places, int[] found)
    {
        int matches = 0, next = 0;
        foreach (var place in places)
        {
            while (next < found.Length && found[next] < place - Margin)
            {
                next++;
            }

            if (next < found.Length && found[next] <= place + Margin)
            {
                matches++;
                next++;
            }
        }

        return matches;
    }

    private static int Support(IReadOnlyList<int[]> annotators, int place) =>
        annotators.Count(places => places.Any(other => Math.Abs(other - place) <= Margin));

    private static int[] WithStart(int[] places) => places is [0, ..] ? places : [0, .. places];

    private static int[] Ends(int[] places, int count) => [.. places.Where(place => place > 0 && place < count), count];

    private static double Covering(int[] seen, int[] found)
    {
        double sum = 0;
        var from = 0;
        foreach (var to in seen)
        {
            double best = 0;
            var start = 0;
            foreach (var end in found)
            {
                double overlap = Math.Min(to, end) - Math.Max(from, start);
                best = Math.Max(best, overlap / (Math.Max(to, end) - Math.Min(from, start)));
                start = end;
            }

            sum += best * (to - from);
            from = to;
        }

        return sum;
    }
}
