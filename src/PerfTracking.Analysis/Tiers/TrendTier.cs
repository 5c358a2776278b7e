using System.Globalization;
using PerfTracking.Detection;
using PerfTracking.Formatting;

namespace PerfTracking.Analysis.Tiers;

/// <summary>The recent values against time: ordinary least squares over the last hours, the judged value included.</summary>
internal static class TrendTier
{
    public static TierResult Judge(MetricSeries series, PerfBaseline? baseline, SeriesPoint point, PerfPolicy policy)
    {
        if (!point.HasTimestamp)
        {
            return Silent(policy, 0, "The time of the measurement is not known.");
        }

        var first = FirstInside(series.Points, point.Timestamp, policy);
        var count = series.Points.Length - first + 1;
        if (count < policy.MinimumTrendPoints || baseline is null)
        {
            return Silent(policy, count - 1, string.Create(CultureInfo.InvariantCulture, $"There {(count == 1 ? "is" : "are")} {ValueText.Count(count, "point")} in the last {policy.TrendHours} hour{(policy.TrendHours == 1 ? "" : "s")}; {policy.MinimumTrendPoints} are needed."));
        }

        if (baseline.Median == 0)
        {
            return Silent(policy, count - 1, "The baseline's median is 0, so a slope cannot be relative to it.");
        }

        var fit = Fit(series.Points, first, point);
        if (double.IsNaN(fit.Slope))
        {
            return Silent(policy, count - 1, "All the points were measured at the same time.");
        }

        var worse = Deviation.Beyond(series.Metric.Direction, fit.Slope, 0);
        var percent = 100 * worse / Math.Abs(baseline.Median);
        var steep = Exceeds.Limit(percent, policy.MinimumTrendPercentPerHour);
        var grade = steep
            ? Grade.Of(fit.RSquared, policy.WarningRSquared, policy.ErrorRSquared, double.PositiveInfinity)
            : new Grade(PerfSeverity.Ok, policy.WarningRSquared);
        return new TierResult
        {
            Tier = DetectionTier.Trend,
            Counts = policy.CountsTrend,
            CanSpeak = true,
            Severity = grade.Severity,
            Effect = grade.Severity > PerfSeverity.Ok ? ChangeEffect.Worse : ChangeEffect.None,
            Expected = baseline.Median,
            DeviationPercent = Deviation.PercentBeyond(series.Metric.Direction, point.Value, baseline.Median),
            Limit = grade.Limit,
            SlopePercentPerHour = percent,
            RSquared = fit.RSquared,
            SampleCount = count - 1,
        };
    }

    private static int FirstInside(SeriesPoint[] points, DateTimeOffset until, PerfPolicy policy)
    {
        // By the distance, for the moment itself may lie before the first date there is.
        var first = points.Length;
        while (first > 0 && points.Length - first < policy.PointsNeeded && points[first - 1].HasTimestamp
            && (until - points[first - 1].Timestamp).TotalHours <= policy.TrendHours)
        {
            first--;
        }

        return first;
    }

    private static Line Fit(SeriesPoint[] points, int first, SeriesPoint last)
    {
        // Hours and values relative to the judged point, so that large numbers do not eat the small differences.
        var count = points.Length - first + 1;
        double meanX = 0, meanY = 0;
        for (var i = first; i < points.Length; i++)
        {
            meanX += (points[i].Timestamp - last.Timestamp).TotalHours;
            meanY += points[i].Value - last.Value;
        }

        meanX /= count;
        meanY /= count;
        double xx = meanX * meanX, xy = meanX * meanY, yy = meanY * meanY;
        for (var i = first; i < points.Length; i++)
        {
            var x = (points[i].Timestamp - last.Timestamp).TotalHours - meanX;
            var y = points[i].Value - last.Value - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }

        return new Line(xx == 0 ? double.NaN : xy / xx, xx == 0 || yy == 0 ? 0 : xy * xy / (xx * yy));
    }

    private static TierResult Silent(PerfPolicy policy, int samples, string reason) => new()
    {
        Tier = DetectionTier.Trend,
        Counts = policy.CountsTrend,
        Reason = reason,
        SampleCount = samples,
    };

    private readonly record struct Line(double Slope, double RSquared);
}
