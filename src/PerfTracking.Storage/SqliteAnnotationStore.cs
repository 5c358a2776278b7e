using PerfTracking.History;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>The annotations of a store.</summary>
/// <param name="connections">The store.</param>
internal sealed class SqliteAnnotationStore(SqliteConnections connections) : IAnnotationStore
{
    private const string Select =
        """
        SELECT a.annotation_id, a.identity, a.timestamp, a.text, a.application, a.environment, a.metric, a.author, a.created_at, m.name
        FROM performance_annotations a LEFT JOIN performance_metrics m ON m.id = a.metric
        """;

    /// <inheritdoc/>
    public PerfAnnotation AddAnnotation(PerfAnnotation annotation)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        if (annotation.FindDefect() is { } defect)
        {
            throw new ArgumentException($"The annotation cannot be kept: {defect}.", nameof(annotation));
        }

        return connections.Write(database =>
        {
            database
                .Prepare(
                    """
                    INSERT INTO performance_annotations (identity, timestamp, text, application, environment, metric, author, created_at)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (identity) DO NOTHING
                    """)
                .Bind(1, annotation.Identity).Bind(2, IsoTime.Write(annotation.Timestamp)).Bind(3, annotation.Text).Bind(4, annotation.Application)
                .Bind(5, annotation.Environment).Bind(6, annotation.Metric).Bind(7, annotation.Author).Bind(8, IsoTime.Write(annotation.CreatedAt)).Run();
            return RowsOf(database.Prepare($"{Select} WHERE a.identity = ?1").Bind(1, annotation.Identity), new AnnotationQuery())[0];
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<PerfAnnotation> ReadAnnotations(AnnotationQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return [.. connections.Read(database => RowsOf(
            database
                .Prepare(
                    $"""
                    {Select}
                    WHERE a.timestamp >= ?1 AND a.timestamp <= ?2 AND (?3 IS NULL OR a.annotation_id IN (SELECT value FROM json_each(?3)))
                    ORDER BY a.timestamp, a.identity
                    """)
                .Bind(1, IsoTime.Bound(query.Since) ?? string.Empty).Bind(2, IsoTime.Bound(query.Until) ?? IsoTime.Latest)
                .Bind(3, query.Ids is { } ids ? JsonList.Of(ids) : null),
            query))];
    }

    /// <inheritdoc/>
    public int RemoveAnnotations(IReadOnlyCollection<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return connections.Write(database =>
        {
            int removed = 0;
            using RawStatement.Execution rows = database
                .Prepare("DELETE FROM performance_annotations WHERE annotation_id IN (SELECT value FROM json_each(?1)) RETURNING annotation_id").Bind(1, JsonList.Of(ids)).Start();
            while (rows.Read())
            {
                removed++;
            }

            return removed;
        });
    }

    // There are few of them: what people wrote by hand.
    private static List<PerfAnnotation> RowsOf(RawStatement statement, AnnotationQuery query)
    {
        var found = new List<PerfAnnotation>();
        using RawStatement.Execution rows = statement.Start();
        while (rows.Read())
        {
            PerfAnnotation annotation = Read(rows);
            string? metricName = rows.TextOrNull(9);
            if (IsMeant(query.Application, annotation.Application) && IsMeant(query.Environment, annotation.Environment)
                && (IsMeant(query.Metric, annotation.Metric) || (metricName is not null && IsMeant(query.Metric, metricName))))
            {
                found.Add(annotation);
            }
        }

        return found;
    }

    private static bool IsMeant(NameFilter? filter, string? named) => filter is null || named is null || filter.IsMatch(named);

    private static PerfAnnotation Read(RawStatement.Execution row) => new()
    {
        Id = row.Int64(0),
        Identity = row.Identity(1),
        Timestamp = row.Time(2),
        Text = row.Text(3),
        Application = row.TextOrNull(4),
        Environment = row.TextOrNull(5),
        Metric = row.TextOrNull(6),
        Author = row.Text(7),
        CreatedAt = row.Time(8),
    };
}
