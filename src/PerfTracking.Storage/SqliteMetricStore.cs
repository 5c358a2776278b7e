using Dapper;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>The metrics and targets that a store keeps.</summary>
/// <param name="connections">The store.</param>
/// <param name="builtIn">The metrics that are there without being registered.</param>
internal sealed class SqliteMetricStore(SqliteConnections connections, MetricCatalogue builtIn) : IMetricStore
{
    private const string MetricColumns = "id, name, title, unit, direction, aggregation";
    private const string KeyOfMetric = "(SELECT metric_key FROM performance_metrics WHERE id = @Id)";

    /// <inheritdoc/>
    public MetricCatalogue ReadCatalogue(string application)
    {
        ArgumentNullException.ThrowIfNull(application);
        return connections.Read(database => new[] { new CatalogueReader(database, builtIn).Read(application) }).FirstOrDefault() ?? builtIn;
    }

    /// <inheritdoc/>
    public bool HasTargets(string application)
    {
        ArgumentException.ThrowIfNullOrEmpty(application);
        return connections.Read(static database => database.QueryTexts("SELECT DISTINCT application FROM performance_targets")).Contains(application, StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public void Register(PerfMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        connections.Change((connection, transaction) => connection.Execute(
            $"""
            INSERT INTO performance_metrics ({MetricColumns}, kind, operation_name, registered)
            VALUES (@Id, @Name, @Title, @Unit, @Direction, @Aggregation, '{nameof(MetricKind.Custom)}', @OperationName, 1)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, unit = excluded.unit,
                direction = excluded.direction, aggregation = excluded.aggregation, operation_name = excluded.operation_name, registered = 1
            """,
            RowOf(metric),
            transaction));
    }

    /// <inheritdoc/>
    public void Unregister(PerfMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        connections.Change((connection, transaction) =>
        {
            const string series = $"(SELECT series_id FROM performance_series WHERE metric_key = {KeyOfMetric})";
            StoreSettings.CountRemoval(connection, transaction);
            connection.Execute($"DELETE FROM performance_measurements WHERE series_id IN {series}", new { metric.Id }, transaction);
            connection.Execute($"DELETE FROM performance_daily WHERE series_id IN {series}", new { metric.Id }, transaction);
            connection.Execute($"DELETE FROM performance_series WHERE metric_key = {KeyOfMetric}", new { metric.Id }, transaction);
            return connection.Execute($"DELETE FROM performance_metrics WHERE id = @Id AND kind = '{nameof(MetricKind.Custom)}'", new { metric.Id }, transaction);
        });
    }

    /// <inheritdoc/>
    public void SetTarget(PerfMetric metric, string application, PerfTarget? target)
    {
        ArgumentNullException.ThrowIfNull(metric);
        connections.Change((connection, transaction) =>
        {
            // One that a newer version has built in has no row before it is measured.
            connection.Execute(
                $"""
                INSERT INTO performance_metrics ({MetricColumns}, kind, operation_name, registered)
                VALUES (@Id, @Name, @Title, @Unit, @Direction, @Aggregation, @Kind, @OperationName, 1) ON CONFLICT (id) DO NOTHING
                """,
                RowOf(metric),
                transaction);
            return connection.Execute(
                $"""
                INSERT INTO performance_targets (metric_key, application, value, warning_percent, error_percent)
                VALUES ({KeyOfMetric}, @application, @Value, @WarningPercent, @ErrorPercent)
                ON CONFLICT (metric_key, application) DO UPDATE SET
                    value = excluded.value, warning_percent = excluded.warning_percent, error_percent = excluded.error_percent
                """,
                new
                {
                    metric.Id,
                    application,
                    target?.Value,
                    WarningPercent = target?.WarningPercent ?? PerfTarget.DefaultWarningPercent,
                    ErrorPercent = target?.ErrorPercent ?? PerfTarget.DefaultErrorPercent,
                },
                transaction);
        });
    }

    private static object RowOf(PerfMetric metric) => new
    {
        metric.Id,
        metric.Name,
        metric.Title,
        metric.Unit,
        Direction = metric.Direction.ToString(),
        Aggregation = metric.Aggregation.ToString(),
        Kind = metric.Kind.ToString(),
        metric.OperationName,
    };
}
