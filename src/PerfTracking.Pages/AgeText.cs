using System.Globalization;

namespace PerfTracking.Pages;

/// <summary>How long ago something was, in the largest unit that says enough.</summary>
internal static class AgeText
{
    /// <summary>The time between two moments, as <c>3 days</c>.</summary>
    /// <param name="age">The time; below zero counts as zero.</param>
    public static string Of(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "under a minute",
        { TotalHours: < 1 } => Count((int)age.TotalMinutes, "minute"),
        { TotalDays: < 2 } => Count((int)age.TotalHours, "hour"),
        _ => Count((int)age.TotalDays, "day"),
    };

    private static string Count(int count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");
}
