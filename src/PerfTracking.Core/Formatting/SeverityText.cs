using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Formatting;

/// <summary>
/// Severities and changes in colour. PowerShell itself takes the colour out where output is redirected, where
/// <c>NO_COLOR</c> is set, and where <c>$PSStyle.OutputRendering</c> says so.
/// </summary>
public static class SeverityText
{
    private const string Reset = "\u001b[0m";
    private const string Green = "\u001b[32m";
    private const string Yellow = "\u001b[33m";
    private const string Red = "\u001b[31m";
    private const string BoldRed = "\u001b[31;1m";

    /// <summary>A severity with its mark, for instance <c>✓ ok</c>.</summary>
    /// <param name="severity">The severity.</param>
    public static string Mark(PerfSeverity severity) => severity switch
    {
        PerfSeverity.Ok => $"{Green}✓ ok{Reset}",
        PerfSeverity.Warning => $"{Yellow}! warning{Reset}",
        PerfSeverity.Error => $"{Red}✗ error{Reset}",
        _ => $"{BoldRed}✗ critical{Reset}",
    };

    /// <summary>A change in per cent, green where it is clearly for the better and yellow where it is clearly for the worse.</summary>
    /// <param name="percent">The change, positive for more, or <see langword="null"/>.</param>
    /// <param name="better">Which direction is better.</param>
    public static string Trend(double? percent, MetricDirection better)
    {
        const double clearly = 5;
        string text = ValueText.Change(percent);
        if (percent is not { } known || Math.Abs(known) < clearly)
        {
            return text;
        }

        bool isWorse = known > 0 == (better == MetricDirection.LowerIsBetter);
        return isWorse ? $"{Yellow}{text}{Reset}" : $"{Green}{text}{Reset}";
    }
}
