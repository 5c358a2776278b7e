using PerfTracking.Analysis.Statistics;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.ChangePoints;

/// <summary>The median of a window that slides over a series; at the ends the window stands still. In the thread's <see cref="Scratch"/>.</summary>
internal static class RunningMedian
{
    public static double[] Of(double[] values, int window)
    {
        var sorted = OrderStatistics.SortedScratch(new ReadOnlySpan<double>(values, 0, window));
        var medians = Scratch.OfThread.Medians(values.Length);
        var half = window / 2;
        var middle = Quantiles.Median(sorted);
        for (var i = 0; i < values.Length; i++)
        {
            var entering = i + half;
            if (i > half && entering < values.Length)
            {
                Replace(sorted, values[entering - window], values[entering]);
                middle = Quantiles.Median(sorted);
            }

            medians[i] = middle;
        }

        return medians;
    }

    // Windows are a dozen values wide: moving neighbours beats any tree.
    private static void Replace(Span<double> sorted, double leaving, double entering)
    {
        var i = 0;
        while (sorted[i] != leaving)
        {
            i++;
        }

        for (; i + 1 < sorted.Length && sorted[i + 1] < entering; i++)
        {
            sorted[i] = sorted[i + 1];
        }

        for (; i > 0 && sorted[i - 1] > entering; i--)
        {
            sorted[i] = sorted[i - 1];
        }

        sorted[i] = entering;
    }
}
