namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// Chances of a score at least this large where nothing changed. MathNet has the error function, but a save that sees a shift
/// would load that library and compile it for one number.
/// </summary>
internal static class TailProbability
{
    /// <summary>From here on the continued fraction is the shorter way.</summary>
    private const double Far = 3;

    /// <summary>Links of the fraction: at <see cref="Far"/> enough for 13 digits, and farther out for more.</summary>
    private const int Links = 64;

    private static readonly double RootOfTwoPi = Math.Sqrt(2 * Math.PI);

    /// <summary>
    /// Two-sided tail of the normal distribution (Abramowitz and Stegun 1964, 26.2.11 near the centre and 26.2.14 beyond), to 12
    /// digits; 0 where it is less than a double can hold.
    /// </summary>
    public static double TwoSided(double score)
    {
        var distance = Math.Abs(score);
        var density = Math.Exp(-distance * distance / 2) / RootOfTwoPi;
        if (distance < Far)
        {
            double term = distance, sum = distance;
            for (var odd = 3; sum + term != sum; odd += 2)
            {
                term *= distance * distance / odd;
                sum += term;
            }

            return 1 - 2 * density * sum;
        }

        var fraction = distance;
        for (var link = Links; link > 0; link--)
        {
            fraction = distance + link / fraction;
        }

        return 2 * density / fraction;
    }
}
