using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>The numbers that stand for names in a store, made where they are missing. Lives inside one transaction.</summary>
/// <param name="database">The store.</param>
/// <param name="memory">The numbers that earlier saves of this process found.</param>
internal sealed class SeriesKeys(RawDatabase database, WriterMemory memory)
{
    private static readonly string FindGroupSql = $"SELECT group_id FROM performance_groups WHERE application = ?1 AND environment_id = {EnvironmentOf("?2")} AND cold = ?3";
    private static readonly string MakeEnvironmentSql = $"INSERT INTO performance_environments (name) SELECT ?1 WHERE {EnvironmentOf("?1")} IS NULL";
    private static readonly string MakeGroupSql = $"INSERT INTO performance_groups (application, environment_id, cold) VALUES (?1, {EnvironmentOf("?2")}, ?3)";

    /// <summary>
    /// The environment of a name, as SQL. Names ignore case, those of environments too; a store of an earlier version may have two that
    /// differ in nothing else, and then each is meant by its own spelling.
    /// </summary>
    /// <param name="name">The name's parameter.</param>
    public static string EnvironmentOf(string name) =>
        $"(SELECT environment_id FROM performance_environments WHERE name = {name} COLLATE NOCASE ORDER BY name = {name} DESC LIMIT 1)";

    /// <summary>The group of an application on an environment, warm or cold, or <see langword="null"/> where there is none yet.</summary>
    /// <param name="context">The application and environment.</param>
    /// <param name="cold">Whether it started cold.</param>
    public KnownGroup? FindGroup(RunContext context, bool cold)
    {
        if (memory.Group(context.Application, context.Environment, cold) is { } known)
        {
            return known;
        }

        long? found = database
            .Prepare(FindGroupSql)
            .Bind(1, context.Application).Bind(2, context.Environment).Bind(3, cold ? 1 : 0).Number();
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

        database.Prepare(MakeEnvironmentSql).Bind(1, context.Environment).Run();
        database
            .Prepare(MakeGroupSql)
            .Bind(1, context.Application).Bind(2, context.Environment).Bind(3, cold ? 1 : 0).Run();
        return Known(context, cold, database.LastInsertRowId);
    }

    /// <summary>The series of a metric in a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="metric">The metric; an unregistered one is made known.</param>
    public KnownSeries Series(KnownGroup group, PerfMetric metric)
    {
        if (!group.Contents.Series.TryGetValue(metric.Id, out KnownSeries? series))
        {
            group.Contents.Series.Add(metric.Id, series = new KnownSeries(MakeSeries(group.Id, metric), Start: null));
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

    // All series of the group at once: a save measures most of them.
    private KnownGroup Known(RunContext context, bool cold, long id)
    {
        var group = new KnownGroup(context.Application, context.Environment, cold, memory.Contents(id) ?? ReadContents(id));
        memory.Cache(group);
        return group;
    }

    private GroupContents ReadContents(long id)
    {
        var contents = new GroupContents(id);
        using RawStatement.Execution rows = database
            .Prepare("SELECT m.id, x.series_id, x.baseline_at, x.baseline_identity FROM performance_series x JOIN performance_metrics m USING (metric_key) WHERE x.group_id = ?1").Bind(1, id).Start();
        while (rows.Read())
        {
            contents.Series.Add(rows.Text(0), new KnownSeries(rows.Int64(1), rows.IsNull(2) ? null : new SnapshotMark(rows.Time(2), rows.Identity(3))));
        }

        return contents;
    }

    private long MakeSeries(long group, PerfMetric metric)
    {
        database.Prepare("INSERT INTO performance_series (group_id, metric_key) VALUES (?1, ?2)").Bind(1, group).Bind(2, Metric(metric)).Run();
        return database.LastInsertRowId;
    }

    private long FindOrMakeSession(string session)
    {
        if (database.Prepare("SELECT session_key FROM performance_sessions WHERE session_id = ?1").Bind(1, session).Number() is { } key)
        {
            return key;
        }

        database.Prepare("INSERT INTO performance_sessions (session_id) VALUES (?1)").Bind(1, session).Run();
        return database.LastInsertRowId;
    }

    private long FindOrMakeRevision(string commit, string branch)
    {
        if (database.Prepare("SELECT revision_id FROM performance_revisions WHERE commit_hash = ?1 AND branch = ?2").Bind(1, commit).Bind(2, branch).Number() is { } key)
        {
            return key;
        }

        database.Prepare("INSERT INTO performance_revisions (commit_hash, branch) VALUES (?1, ?2)").Bind(1, commit).Bind(2, branch).Run();
        return database.LastInsertRowId;
    }

    private long Metric(PerfMetric metric)
    {
        if (database.Prepare("SELECT metric_key FROM performance_metrics WHERE id = ?1").Bind(1, metric.Id).Number() is { } key)
        {
            return key;
        }

        database
            .Prepare("INSERT INTO performance_metrics (id, name, title, unit, direction, aggregation, kind, operation_name, registered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
            .Bind(1, metric.Id).Bind(2, metric.Name).Bind(3, metric.Title).Bind(4, metric.Unit)
            .Bind(5, metric.Direction.ToString()).Bind(6, metric.Aggregation.ToString()).Bind(7, metric.Kind.ToString())
            .Bind(8, metric.OperationName).Bind(9, metric.Kind == MetricKind.Custom ? 0 : 1).Run();
        memory.Catalogue = null;
        return database.LastInsertRowId;
    }
}
