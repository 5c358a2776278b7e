using PerfTracking.Comparison;
using PerfTracking.Formatting;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Comparison;

/// <summary>What an interval of a change says.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="MoreRounds">Where it is uncertain, how many more rounds would probably decide; <see langword="null"/> where that cannot be said.</param>
/// <param name="Reason">Why it says no more than it does, or <see langword="null"/>.</param>
internal readonly record struct Judgement(ComparisonStatus Status, int? MoreRounds = null, string? Reason = null)
{
    private const int MostRounds = 100_000;

    /// <summary>
    /// Judges. A change is proved where its interval lies beyond zero and beyond all that control seems to differ by; it is
    /// proved to be none that matters where the interval lies within the threshold, and control does too, or within the difference
    /// that matters.
    /// </summary>
    /// <param name="estimate">The change.</param>
    /// <param name="direction">Which direction is better.</param>
    /// <param name="threshold">The change that matters, in per cent.</param>
    /// <param name="least">The difference that matters, in the unit.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="level">The chance of error of the interval.</param>
    public static Judgement Of(ChangeEstimate estimate, MetricDirection direction, double threshold, double least, string unit, double level)
    {
        Shift change = estimate.Change;
        ChangeScale scale = estimate.Scale;
        if (!change.HasInterval)
        {
            return TooFew(estimate, level);
        }

        double farthest = Math.Max(Math.Abs(scale.Difference(change.Lower)), Math.Abs(scale.Difference(change.Upper)));
        if (farthest < least)
        {
            return new(ComparisonStatus.Unchanged, Reason: $"Less than {ValueText.Of(least, unit)} is no difference here.");
        }

        double floor = estimate.NoiseFloor ?? 0;
        (double lower, double upper) = direction == MetricDirection.HigherIsBetter ? (-change.Upper, -change.Lower) : (change.Lower, change.Upper);
        double? from = scale.Percent(change.Lower), to = scale.Percent(change.Upper);
        bool isWithin = from is { } low && to is { } high ? low >= -threshold && high <= threshold : lower == 0 && upper == 0;
        if (isWithin)
        {
            return estimate.NoiseFloorPercent is { } noise && noise > threshold
                ? new(ComparisonStatus.Uncertain, Reason: $"Base and base again lie up to {ValueText.Of(noise)} % apart, more than the {ValueText.Of(threshold)} % that count.")
                : new(ComparisonStatus.Unchanged);
        }

        if (lower > floor || upper < -floor)
        {
            return Math.Abs(scale.Difference(change.Center)) < least
                ? new(ComparisonStatus.Uncertain, Reason: $"It differs, and whether by the {ValueText.Of(least, unit)} that count here is not known.")
                : new(lower > floor ? ComparisonStatus.Regressed : ComparisonStatus.Improved);
        }

        return new(ComparisonStatus.Uncertain, RoundsToDecide(estimate, threshold));
    }

    private static Judgement TooFew(ChangeEstimate estimate, double level)
    {
        int needed = SignedRank.FewestPairs(level);
        return new(
            ComparisonStatus.Uncertain,
            estimate.Count < needed ? needed - estimate.Count : null,
            estimate.Count == 1 ? "One value on a side does not tell how far it varies." : "There are too few values to tell how far they vary.");
    }

    // An interval narrows with the square root of the rounds. It decides when it is narrow enough to lie within the threshold, or,
    // with control's beside it, beyond control's.
    private static int? RoundsToDecide(ChangeEstimate estimate, double threshold)
    {
        Shift change = estimate.Change;
        double half = (change.Upper - change.Lower) / 2;
        double limit = estimate.Scale.IsRatio ? Math.Log(1 + (threshold / 100)) : threshold / 100 * Math.Abs(estimate.Scale.Baseline);
        double toBeWithin = limit - Math.Abs(change.Center);
        double toBeBeyond = estimate.Control is { } control ? (Math.Abs(change.Center) - Math.Abs(control.Center)) / 2 : Math.Abs(change.Center);
        double enough = Math.Max(toBeWithin, toBeBeyond);
        double rounds = estimate.Count * Math.Pow(half / enough, 2);
        return enough > 0 && rounds <= MostRounds ? Math.Max(1, (int)Math.Ceiling(rounds) - estimate.Count) : null;
    }
}
