using Dapper;
using Microsoft.Data.Sqlite;
using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <content>Alerts, and the policy that raises them.</content>
public sealed partial class SqliteStore
{
    private const string PolicySetting = "policy";

    /// <inheritdoc/>
    public IEnumerable<PerfAlert> ReadAlerts(AlertQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadGuarded(connection => AlertsOf(connection, query));
    }

    /// <inheritdoc/>
    public PerfAlert? Decide(long id, AlertDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        int changed = Change((connection, transaction) =>
        {
            if (decision.Rebaseline)
            {
                connection.Execute(
                    """
                    UPDATE performance_series SET baseline_start = (SELECT coalesce(change_snapshot_id, first_snapshot_id) FROM performance_alerts WHERE alert_id = @id)
                    WHERE series_id = (SELECT series_id FROM performance_alerts WHERE alert_id = @id)
                    """,
                    new { id },
                    transaction);
            }

            // A target is missed whatever the history is: that finding lasts, and its approval keeps it silent.
            return connection.Execute(
                """
                UPDATE performance_alerts SET state = @State, notes = @Notes, decided_by = @By, decided_at = @At,
                    lasts = CASE WHEN @Rebaseline AND kind <> 'Threshold' THEN 0 ELSE lasts END
                WHERE alert_id = @id
                """,
                new { id, State = decision.State.ToString(), decision.Notes, decision.By, At = IsoTime.Write(decision.At), decision.Rebaseline },
                transaction);
        });
        return changed == 0 ? null : ReadAlerts(new AlertQuery { Ids = [id] }).First();
    }

    /// <inheritdoc/>
    public PerfPolicy ReadPolicy() =>
        ReadGuarded(static connection => new[] { SettingOf(connection, PolicySetting) }).FirstOrDefault() is { } json ? PolicyText.Read(json) : PerfPolicy.Calibrated;

    /// <inheritdoc/>
    public void WritePolicy(PerfPolicy policy) => WriteSetting(PolicySetting, PolicyText.Write(policy));

    private static IEnumerable<PerfAlert> AlertsOf(SqliteConnection connection, AlertQuery query)
    {
        using RawDatabase shared = RawDatabase.Borrow(connection.Handle!.DangerousGetHandle(), connection.DataSource);
        var alerts = new List<PerfAlert>();
        using (RawStatement.Execution rows = shared
            .Prepare($"SELECT {AlertRows.Columns} {AlertRows.From} WHERE a.raised_at >= ?1 AND a.raised_at <= ?2 ORDER BY a.alert_id")
            .Bind(1, TextOf(query.Since) ?? string.Empty).Bind(2, TextOf(query.Until) ?? "9").Start())
        {
            while (rows.Read())
            {
                alerts.Add(AlertRows.Read(rows));
            }
        }

        return alerts.Where(alert => query.Ids?.Contains(alert.Id) != false
            && query.States?.Contains(alert.State) != false
            && (query.MinimumSeverity is not { } minimum || alert.Severity >= minimum)
            && query.Metric?.Invoke(alert.Metric, alert.Name) != false
            && query.Application?.Invoke(alert.Application) != false);
    }

    private static string? SettingOf(SqliteConnection connection, string name) =>
        connection.ExecuteScalar<string?>("SELECT value FROM performance_settings WHERE name = @name", new { name });

    private void WriteSetting(string name, string value) => Change((connection, transaction) => connection.Execute(
        "INSERT INTO performance_settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        new { name, value },
        transaction));
}
