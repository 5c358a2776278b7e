namespace PerfTracking.Statistics;

/// <summary>Differences in per cent of a level, which may be as large or as small as a number can be.</summary>
public static class Percentage
{
    /// <summary>A difference in per cent of the size of a level; <see langword="null"/> where that is zero or so small that no number is its share.</summary>
    /// <param name="difference">The difference, in the level's unit.</param>
    /// <param name="level">The level.</param>
    public static double? Of(double difference, double level)
    {
        if (level == 0)
        {
            return null;
        }

        double percent = 100 * difference / Math.Abs(level);
        percent = double.IsFinite(percent) ? percent : 100 * (difference / Math.Abs(level));
        return double.IsFinite(percent) ? percent : null;
    }

    /// <summary>How far one value lies from another in per cent of the size of that, positive for more; <see langword="null"/> as above.</summary>
    /// <param name="from">The first value.</param>
    /// <param name="to">The second value.</param>
    public static double? Change(double from, double to) =>
        double.IsFinite(to - from) ? Of(to - from, from) : 2 * Of((0.5 * to) - (0.5 * from), from); // Of two huge ones, half the distance.
}
