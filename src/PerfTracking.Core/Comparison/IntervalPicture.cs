namespace PerfTracking.Comparison;

/// <summary>A change and what it may be as a row of characters: <c>······┃··├─●─┤···</c>, no change in the middle, more to the right.</summary>
public static class IntervalPicture
{
    private const int Half = 8;

    /// <summary>Draws a change.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="scale">The change at both ends, in per cent; greater than zero. What lies beyond is drawn as an arrow there.</param>
    /// <returns>Seventeen characters; empty where there is no change to draw.</returns>
    public static string Of(PerfComparison comparison, double scale)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        if (comparison.ChangePercent is not { } change || !(scale > 0))
        {
            return string.Empty;
        }

        char[] picture = new char[(2 * Half) + 1];
        Array.Fill(picture, '·');
        picture[Half] = '┃';
        if (comparison is { ChangeLower: { } lower, ChangeUpper: { } upper })
        {
            int from = Place(lower), to = Place(upper);
            for (int i = from; i <= to; i++)
            {
                picture[i] = '─';
            }

            picture[from] = lower < -scale ? '◄' : '├';
            picture[to] = upper > scale ? '►' : '┤';
        }

        picture[Place(change)] = change < -scale ? '◄' : change > scale ? '►' : '●';
        return new string(picture);

        int Place(double percent) => Half + (int)Math.Round(Math.Clamp(percent / scale, -1, 1) * Half);
    }

    /// <summary>A scale on which all of some changes can be seen: the largest estimate, at least 10 and at most 100 per cent.</summary>
    /// <param name="comparisons">The comparisons.</param>
    public static double Scale(IEnumerable<PerfComparison> comparisons)
    {
        double largest = comparisons.Select(static comparison => Math.Abs(comparison.ChangePercent ?? 0)).Where(double.IsFinite).DefaultIfEmpty().Max();
        return Math.Clamp(10 * Math.Ceiling(1.2 * largest / 10), 10, 100);
    }
}
