using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>The numbers that stand for names in a store, made where they are missing. Lives inside one transaction.</summary>
/// <param name="database">The store.</param>
/// <param name="memory">The numbers that earlier saves of this process found.</param>
internal sealed class SeriesKeys(RawDatabase database, WriterMemory memory)
{
    /// <summary>The group of an application on an environment, warm or cold, or <see langword="null"/> where there is none yet.</summary>
    /// <param name="context">The application and environment.</param>
    /// <param name="cold">Whether it started cold.</param>
    public KnownGroup? FindGroup(RunContext context, bool cold)
    {
        if (memory.Group(context.Application, context.Environment, cold) is { } known)
        {
            return known;
        }

        long? found = First(database
            .Prepare("SELECT group_id FROM performance_groups WHERE application = ?1 AND environment_id = (SELECT environment_id FROM performance_environments WHERE name = ?2) AND cold = ?3")
            .Bind(1, context.Application).Bind(2, context.Environment).Bind(3, cold ? 1 : 0));
        return found is { } id ? Known(context, cold, id) : null;
    }

    /// <summary>The group of an application on an environment, warm or cold.</summary>
    /// <param name="context">The application and environment.</param>
    /// <param name="cold">Whether it started cold.</param>
    public KnownGroup Group(RunContext context, bool cold)
    {
        if (FindGroup(context, cold) is { } group)
        {
            return group;
        }

        database.Prepare("INSERT INTO performance_environments (name) VALUES (?1) ON CONFLICT DO NOTHING").Bind(1, context.Environment).Run();
        database
            .Prepare("INSERT INTO performance_groups (application, environment_id, cold) SELECT ?1, environment_id, ?3 FROM performance_environments WHERE name = ?2")
            .Bind(1, context.Application).Bind(2, context.Environment).Bind(3, cold ? 1 : 0).Run();
        return Known(context, cold, database.LastInsertRowId);
    }

    /// <summary>The series of a metric in a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="metric">The metric; an unregistered one is made known.</param>
    public long Series(KnownGroup group, PerfMetric metric)
    {
        if (!group.Series.TryGetValue(metric.Id, out long series))
        {
            group.Series.Add(metric.Id, series = FindOrMakeSeries(group.Id, metric));
        }

        return series;
    }

    /// <summary>The number of a session.</summary>
    /// <param name="session">The session.</param>
    public long Session(Guid session)
    {
        if (memory.Session is null || memory.Session.Id != session)
        {
            memory.Session = new KnownSession(session, FindOrMakeSession(session.ToString("D")));
        }

        return memory.Session.Key;
    }

    /// <summary>The number of a commit on a branch, or <see langword="null"/> outside a git repository.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="branch">The branch.</param>
    public long? Revision(string? commit, string? branch)
    {
        if (commit is null && branch is null)
        {
            return null;
        }

        if (memory.Revision is null || memory.Revision.Commit != commit || memory.Revision.Branch != branch)
        {
            memory.Revision = new KnownRevision(commit, branch, FindOrMakeRevision(commit ?? "", branch ?? ""));
        }

        return memory.Revision.Key;
    }

    private KnownGroup Known(RunContext context, bool cold, long id)
    {
        var group = new KnownGroup(context.Application, context.Environment, cold, id);
        memory.Keep(group);
        return group;
    }

    private long FindOrMakeSeries(long group, PerfMetric metric)
    {
        long key = Metric(metric);
        if (First(database.Prepare("SELECT series_id FROM performance_series WHERE group_id = ?1 AND metric_key = ?2").Bind(1, group).Bind(2, key)) is { } series)
        {
            return series;
        }

        database.Prepare("INSERT INTO performance_series (group_id, metric_key) VALUES (?1, ?2)").Bind(1, group).Bind(2, key).Run();
        return database.LastInsertRowId;
    }

    private long FindOrMakeSession(string session)
    {
        if (First(database.Prepare("SELECT session_key FROM performance_sessions WHERE session_id = ?1").Bind(1, session)) is { } key)
        {
            return key;
        }

        database.Prepare("INSERT INTO performance_sessions (session_id) VALUES (?1)").Bind(1, session).Run();
        return database.LastInsertRowId;
    }

    private long FindOrMakeRevision(string commit, string branch)
    {
        if (First(database.Prepare("SELECT revision_id FROM performance_revisions WHERE commit_hash = ?1 AND branch = ?2").Bind(1, commit).Bind(2, branch)) is { } key)
        {
            return key;
        }

        database.Prepare("INSERT INTO performance_revisions (commit_hash, branch) VALUES (?1, ?2)").Bind(1, commit).Bind(2, branch).Run();
        return database.LastInsertRowId;
    }

    private long Metric(PerfMetric metric)
    {
        if (metric.Kind != MetricKind.Custom)
        {
            return BuiltInKey(metric.Id);
        }

        if (First(database.Prepare("SELECT metric_key FROM performance_metrics WHERE id = ?1").Bind(1, metric.Id)) is { } key)
        {
            return key;
        }

        database
            .Prepare("INSERT INTO performance_metrics (id, name, title, unit, direction, aggregation, kind, registered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'Custom', 0)")
            .Bind(1, metric.Id).Bind(2, metric.Name).Bind(3, metric.Title).Bind(4, metric.Unit)
            .Bind(5, metric.Direction.ToString()).Bind(6, metric.Aggregation.ToString()).Run();
        memory.Catalogue = null;
        return database.LastInsertRowId;
    }

    // The first migration numbers them in the catalogue's order, from 1.
    private static long BuiltInKey(string id)
    {
        int position = 0;
        while (BuiltInMetrics.All[position].Id != id)
        {
            position++;
        }

        return position + 1;
    }

    private static long? First(RawStatement statement)
    {
        using RawStatement.Execution rows = statement.Start();
        return rows.Read() ? rows.Int64(0) : null;
    }
}
