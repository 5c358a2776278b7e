using Dapper;
using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>The alerts of a store.</summary>
/// <param name="connections">The store.</param>
internal sealed class SqliteAlertStore(SqliteConnections connections) : IAlertStore
{
    /// <inheritdoc/>
    public IEnumerable<PerfAlert> ReadAlerts(AlertQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return connections.Read(database => AlertsOf(database, query));
    }

    /// <inheritdoc/>
    public PerfAlert? Decide(long id, AlertDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        int changed = connections.Change((connection, transaction) =>
        {
            if (decision.Rebaseline)
            {
                connection.Execute(
                    """
                    UPDATE performance_series SET (baseline_at, baseline_identity) = (SELECT began_at, began_identity FROM performance_alerts WHERE alert_id = @id)
                    WHERE series_id = (SELECT series_id FROM performance_alerts WHERE alert_id = @id)
                    """,
                    new { id },
                    transaction);
            }

            // A target is missed whatever the history is: that finding lasts, and its approval keeps it silent.
            return connection.Execute(
                """
                UPDATE performance_alerts SET state = @State, notes = @Notes, decided_by = @By, decided_at = @At,
                    lasts = CASE WHEN @Rebaseline AND kind <> @Threshold THEN 0 ELSE lasts END
                WHERE alert_id = @id
                """,
                new
                {
                    id,
                    State = decision.State.ToString(),
                    decision.Notes,
                    decision.By,
                    At = IsoTime.Write(decision.At),
                    decision.Rebaseline,
                    DetectionTier.Threshold,
                },
                transaction);
        });
        return changed == 0 ? null : ReadAlerts(new AlertQuery { Ids = [id] }).First();
    }

    private static IEnumerable<PerfAlert> AlertsOf(RawDatabase database, AlertQuery query)
    {
        using RawStatement.Execution rows = database
            .Prepare(
                $"""
                SELECT {AlertRows.Columns} {AlertRows.From}
                WHERE a.raised_at >= ?1 AND a.raised_at <= ?2
                    AND (?3 IS NULL OR a.alert_id IN (SELECT value FROM json_each(?3)))
                    AND (?4 IS NULL OR a.state IN (SELECT value FROM json_each(?4)))
                    AND (?5 IS NULL OR EXISTS (SELECT 1 FROM json_each(?5) f WHERE g.application LIKE f.value ESCAPE '\'))
                    AND (?6 IS NULL OR EXISTS (SELECT 1 FROM json_each(?6) f WHERE m.id LIKE f.value ESCAPE '\' OR m.name LIKE f.value ESCAPE '\'))
                {AlertRows.Order}
                """)
            .Bind(1, IsoTime.Bound(query.Since) ?? string.Empty).Bind(2, IsoTime.Bound(query.Until) ?? IsoTime.Latest)
            .Bind(3, query.Ids is { } ids ? JsonList.Of(ids) : null).Bind(4, query.States is { } states ? JsonList.Of(states.Select(static state => state.ToString())) : null)
            .Bind(5, JsonList.Of(query.Application)).Bind(6, JsonList.Of(query.Metric)).Start();
        return AlertRows.ReadAll(rows).Where(alert => (query.MinimumSeverity is not { } minimum || alert.Severity >= minimum)
            && (query.Metric is not { } metric || metric.IsMatch(alert.Metric) || metric.IsMatch(alert.Name))
            && query.Application?.IsMatch(alert.Application) != false);
    }
}
