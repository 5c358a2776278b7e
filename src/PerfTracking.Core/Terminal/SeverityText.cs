using PerfTracking.Detection;
using PerfTracking.Formatting;
using PerfTracking.Metrics;
using PerfTracking.Reporting;

namespace PerfTracking.Terminal;

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
    /// <param name="direction">Which direction is better.</param>
    /// <param name="from">The first value, or <see langword="null"/>.</param>
    /// <param name="to">The second value, or <see langword="null"/>.</param>
    public static string Trend(double? percent, MetricDirection direction, double? from = null, double? to = null)
    {
        const double clearly = 5;
        string text = ValueText.Change(percent, from, to);
        double change = percent ?? (from == 0 ? 100 * Math.Sign(to ?? 0) : 0);
        if (Math.Abs(change) < clearly)
        {
            return text;
        }

        bool isWorse = change > 0 == (direction == MetricDirection.LowerIsBetter);
        return isWorse ? $"{Yellow}{text}{Reset}" : $"{Green}{text}{Reset}";
    }

    /// <summary>The same for a metric against its last seven days.</summary>
    /// <param name="status">The metric's status.</param>
    public static string Trend(PerfMetricStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return Trend(status.TrendPercent, status.Direction, status.WeekMedian, status.Current);
    }
}
