namespace PerfTracking.Analysis.ChangePoints;

/// <summary>Chances of a statistic at least this large where nothing changed.</summary>
internal static class TailProbability
{
    /// <summary>
    /// Two-sided tail of Student's t, through Wallace's normal approximation (Wallace 1959): good to a fifth of
    /// the probability, which is all that a comparison with a limit such as 0.001 needs.
    /// </summary>
    public static double StudentTwoSided(double t, double degrees)
    {
        var z = (8 * degrees + 1) / (8 * degrees + 3) * Math.Sqrt(degrees * Math.Log(1 + t * t / degrees));
        return NormalTwoSided(z);
    }

    /// <summary>Two-sided tail of the normal distribution: erfc(z / √2) by the Chebyshev fit of Numerical Recipes, relative error below 1.2e-7.</summary>
    public static double NormalTwoSided(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + 0.5 * x);
        var series = -1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806
            + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
        return t * Math.Exp(-x * x + series);
    }
}
