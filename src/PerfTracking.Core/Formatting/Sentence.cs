namespace PerfTracking.Formatting;

/// <summary>Sentences that several places say, made once and without markup.</summary>
public static class Sentence
{
    /// <summary>What is wrong with a metric.</summary>
    /// <param name="subject">The metric, and what it is of.</param>
    /// <param name="value">Its value.</param>
    /// <param name="expected">What it was expected to be, or <see langword="null"/>.</param>
    /// <param name="unit">The unit of both.</param>
    /// <param name="reason">The verdict's own sentence, or <see langword="null"/>.</param>
    public static string Finding(string subject, double value, double? expected, string unit, string? reason) =>
        $"{subject} is {ValueText.Of(value, unit)}{(expected is null ? "" : $", expected {ValueText.Of(expected, unit)}")}.{(string.IsNullOrEmpty(reason) ? "" : " " + reason)}";

    /// <summary>How a level differs from one before it.</summary>
    /// <param name="percent">How far it lies beyond that in the bad direction, in per cent; <see langword="null"/> where nothing is a share of it, because it is zero.</param>
    /// <param name="other">What the other level is called.</param>
    /// <param name="isWorse">Whether it is for the worse, where <paramref name="percent"/> cannot tell.</param>
    /// <param name="interval">What the share may be, with a space before it; empty where that is not known.</param>
    public static string Against(double? percent, string other, bool isWorse, string interval = "") => percent switch
    {
        null => isWorse ? "for the worse" : "for the better",
        >= 0 => $"{ValueText.Of(percent)} %{interval} beyond {other}",
        _ => $"{ValueText.Of(-percent)} %{interval} better than {other}",
    };
}
