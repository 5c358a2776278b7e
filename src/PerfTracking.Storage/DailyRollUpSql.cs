using PerfTracking.Statistics;

namespace PerfTracking.Storage;

/// <summary>One day of every series as one row.</summary>
internal static class DailyRollUpSql
{
    /// <summary>
    /// Quantiles as <see cref="Quantiles.Of(ReadOnlySpan{double}, double)"/> has them, in SQL: position h = (n − 1) × p. A day may come back, with snapshots
    /// that were taken by a clock that had stepped back. Its first values are gone then: the counts are added, and each quantile
    /// becomes the mean of both, weighted by count, which is exact only where both parts are alike.
    /// </summary>
    public const string Text =
        """
        WITH ranked AS (
            SELECT m.series_id, m.value,
                row_number() OVER (PARTITION BY m.series_id ORDER BY m.value) - 1 AS position,
                count(*) OVER (PARTITION BY m.series_id) AS n
            FROM performance_snapshots s
            JOIN performance_series x USING (group_id)
            JOIN performance_measurements m ON m.series_id = x.series_id AND m.position = s.position
            WHERE s.timestamp >= @From AND s.timestamp < @To
        )
        INSERT INTO performance_daily (series_id, day, median, p5, p95, sample_count)
        SELECT series_id, @day,
            sum(value * max(0, 1 - abs(position - 0.5 * (n - 1)))),
            sum(value * max(0, 1 - abs(position - 0.05 * (n - 1)))),
            sum(value * max(0, 1 - abs(position - 0.95 * (n - 1)))),
            n
        FROM ranked
        GROUP BY series_id
        ON CONFLICT (series_id, day) DO UPDATE SET
            median = (median * sample_count + excluded.median * excluded.sample_count) / (sample_count + excluded.sample_count),
            p5 = (p5 * sample_count + excluded.p5 * excluded.sample_count) / (sample_count + excluded.sample_count),
            p95 = (p95 * sample_count + excluded.p95 * excluded.sample_count) / (sample_count + excluded.sample_count),
            sample_count = sample_count + excluded.sample_count
        """;
}
