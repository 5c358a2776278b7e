using System.Globalization;
using PerfTracking.Formatting;

namespace PerfTracking.Detection;

/// <summary>Words for a tier's numbers. Made when someone reads them, so that a save does not pay for sentences.</summary>
internal static class TierMessage
{
    public static string For(TierResult result) =>
        !result.CanSpeak ? result.Reason ?? "Cannot speak."
        : result.Reason is { } reason ? Numbers(result) + " " + reason
        : Numbers(result);

    private static string Numbers(TierResult result) => result.Tier switch
    {
        DetectionTier.Threshold => $"{Sentence.Against(result.DeviationPercent, "the target", isWorse: true)} of {ValueText.Of(result.Expected)}.",
        DetectionTier.Statistical => $"{ValueText.Of(result.ZScore)} standard deviations beyond the median of {ValueText.Of(result.Expected)} ({result.SampleCount} samples).",
        DetectionTier.Trend => $"{ValueText.Of(result.SlopePercentPerHour)} % of the median per hour for the worse, r² {ValueText.Of(result.RSquared)} ({result.SampleCount + 1} points).",
        _ when result.Shift is null => $"No change of level in {result.SampleCount + 1} points.",
        _ => $"The level went from {ValueText.Of(result.Expected)} to {ValueText.Of(result.Expected + result.Shift)}, {Sentence.Against(result.DeviationPercent, "the old one", result.Direction == ChangeDirection.Worse)}, {result.PointsSinceChange} points ago{Commits(result)}{Chance(result.PValue)}.",
    };

    private static string Commits(TierResult result) => result.CommitAfter is null || result.CommitAfter == result.CommitBefore
        ? ""
        : $", with commit {NameText.Commit(result.CommitAfter)}";

    private static string Chance(double? p) => p is null ? "" : p < 0.0001 ? ", p < 0.0001" : $", p = {p.Value.ToString("0.####", CultureInfo.InvariantCulture)}";
}
