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
        DetectionTier.Statistical => $"{ValueText.Of(Math.Abs(result.ZScore ?? 0))} standard deviations {(result.ZScore < 0 ? "better than" : "beyond")} the median of {ValueText.Of(result.Expected)} ({result.SampleCount} samples).",
        DetectionTier.Trend => $"{ValueText.Of(Math.Abs(result.SlopePercentPerHour ?? 0))} % of the median per hour for the {(result.SlopePercentPerHour < 0 ? "better" : "worse")}, r² {ValueText.Of(result.RSquared)} ({result.SampleCount + 1} points).",
        DetectionTier.ChangePoint when result.Shift is null => $"No change of level in {result.SampleCount + 1} points.",
        DetectionTier.ChangePoint => $"The level went from {ValueText.Of(result.Expected)} to {ValueText.Of(result.Level)}, {Size(result)}, {ValueText.Count(result.PointsSinceChange ?? 0, "point")} ago{ChangeText.Since(result.CommitBefore, result.CommitAfter)}{Sureness(result.Certainty)}.",
        _ => $"{Sentence.Against(result.DeviationPercent, "what was expected", result.Effect == ChangeEffect.Worse)}: {ValueText.Of(result.Expected)}.",
    };

    private static string Size(TierResult result)
    {
        string interval = result is { DeviationPercent: { } percent, Shift: { } shift and not 0 }
            ? ChangeText.Interval(result.ShiftLower, result.ShiftUpper, shift, Math.Abs(percent), " %")
            : "";
        return Sentence.Against(result.DeviationPercent, "the old one", result.Effect == ChangeEffect.Worse, interval);
    }

    // Said where it is settled: of what is only possible the reason speaks.
    private static string Sureness(ChangeCertainty? certainty) =>
        certainty is { } known and not ChangeCertainty.Possible ? ", " + ChangeText.Word(known) : "";
}
