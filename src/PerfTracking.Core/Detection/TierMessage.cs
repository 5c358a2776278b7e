using System.Globalization;

namespace PerfTracking.Detection;

/// <summary>Words for a tier's numbers. Made when someone reads them, so that a save does not pay for sentences.</summary>
internal static class TierMessage
{
    private const int ShortCommit = 10;

    public static string For(TierResult result) =>
        !result.CanSpeak ? result.Reason ?? "Cannot speak."
        : result.Reason is { } reason ? Numbers(result) + " " + reason
        : Numbers(result);

    private static string Numbers(TierResult result) => result.Tier switch
    {
        DetectionTier.Threshold => $"{Beyond(result.DeviationPercent)} the target of {Number(result.Expected)}.",
        DetectionTier.Statistical => $"{Number(result.ZScore)} standard deviations beyond the median of {Number(result.Expected)} ({result.SampleCount} samples).",
        DetectionTier.Trend => $"{Number(result.SlopePercentPerHour)} % of the median per hour for the worse, r² {Number(result.RSquared)} ({result.SampleCount + 1} points).",
        _ when result.Shift is null => $"No change of level in {result.SampleCount + 1} points.",
        _ => $"The level went from {Number(result.Expected)} to {Number(result.Expected + result.Shift)}, {Beyond(result.DeviationPercent)} the old one, {result.PointsSinceChange} points ago{Commits(result)}{Chance(result.PValue)}.",
    };

    private static string Beyond(double? percent) => percent >= 0 ? $"{Number(percent)} % beyond" : $"{Number(-percent)} % better than";

    private static string Commits(TierResult result) => result.CommitAfter is null || result.CommitAfter == result.CommitBefore
        ? ""
        : $", with commit {(result.CommitAfter.Length > ShortCommit ? result.CommitAfter[..ShortCommit] : result.CommitAfter)}";

    private static string Chance(double? p) => p is null ? "" : p < 0.0001 ? ", p < 0.0001" : $", p = {p.Value.ToString("0.####", CultureInfo.InvariantCulture)}";

    private static string Number(double? value) => value is { } number
        ? number.ToString(Math.Abs(number) >= 1000 ? "0" : Math.Abs(number) >= 1 ? "0.##" : "0.####", CultureInfo.InvariantCulture)
        : "?";
}
