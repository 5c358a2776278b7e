using PerfTracking.Metrics;

namespace PerfTracking.Alerts;

/// <summary>The alerts of a series that have ended, for <see cref="AlertLedger"/>: what one of them reported is not reported again.</summary>
public interface IEndedAlerts
{
    /// <summary>Those that were seen at a time or later, with their steps.</summary>
    /// <param name="metric">The metric of the series.</param>
    /// <param name="since">The time, UTC.</param>
    IReadOnlyList<PerfAlert> ReadEndedAlerts(PerfMetric metric, DateTimeOffset since);
}
