namespace PerfTracking.Analysis.Comparison;

/// <summary>Corrects chances for being several: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure" (1979).</summary>
internal static class HolmCorrection
{
    /// <summary>The corrected chances, in the order of those given.</summary>
    /// <param name="chances">Chances, each alone, 0–1.</param>
    public static double[] Of(IReadOnlyList<double> chances)
    {
        double[] corrected = new double[chances.Count];
        double largest = 0;
        int left = chances.Count;
        foreach (int index in Enumerable.Range(0, chances.Count).OrderBy(index => chances[index]))
        {
            corrected[index] = largest = Math.Max(largest, Math.Min(1, chances[index] * left--));
        }

        return corrected;
    }
}
