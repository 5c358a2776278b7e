using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;
using PerfTracking.Tracking;

namespace PerfTracking.Storage;

/// <content>Reading history, and receiving some.</content>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public IReadOnlyList<string> ReadApplications() =>
        [.. Read(static database => Texts(database, "SELECT DISTINCT application FROM performance_groups ORDER BY application"))];

    /// <inheritdoc/>
    public IEnumerable<PerfSnapshot> ReadSnapshots(HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Read(database => new HistoryReader(database, _builtIn).Snapshots(query));
    }

    /// <inheritdoc/>
    public IEnumerable<PerfSnapshot> ReadLatestSnapshots(HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Read(database => new HistoryReader(database, _builtIn).LatestSnapshots(query));
    }

    /// <inheritdoc/>
    public IEnumerable<PerfMeasurement> ReadMeasurements(HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Read(database => query.Last is { } last && query.SnapshotIds is null
            ? new HistoryReader(database, _builtIn).LatestMeasurements(query, last)
            : new HistoryReader(database, _builtIn).Snapshots(query).SelectMany(static snapshot => snapshot.Measurements));
    }

    /// <inheritdoc/>
    public IEnumerable<MetricSeries> ReadSeries(HistoryQuery query, bool wholeHistory = false)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Read(database => new HistoryReader(database, _builtIn).SeriesPoints(query, wholeHistory));
    }

    /// <inheritdoc/>
    public int Append(IReadOnlyCollection<PerfSnapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        if (snapshots.Count == 0)
        {
            return 0;
        }

        PerfSnapshot[] ordered = [.. snapshots.OrderBy(static snapshot => snapshot.Mark)];
        Array.ForEach(ordered, EnsureComplete);
        lock (_writerGate)
        {
            try
            {
                RawDatabase writer = Writer();
                writer.Execute("BEGIN IMMEDIATE");
                _memory.Clear();
                int added = Receive(writer, ordered);
                writer.Execute("COMMIT");
                _memory.Clear();
                return added;
            }
            catch
            {
                CloseWriter();
                throw;
            }
        }
    }

    private int Receive(RawDatabase database, PerfSnapshot[] ordered)
    {
        var writer = new SnapshotWriter(database, _memory);
        var catalogues = new Dictionary<string, MetricCatalogue>(StringComparer.OrdinalIgnoreCase);
        int added = 0;
        foreach (PerfSnapshot snapshot in ordered)
        {
            var mark = new SnapshotMark(IsoTime.Round(snapshot.Timestamp), snapshot.Identity);
            if (writer.Knows(mark))
            {
                continue;
            }

            if (!catalogues.TryGetValue(snapshot.Application, out MetricCatalogue? catalogue))
            {
                catalogues.Add(snapshot.Application, catalogue = new CatalogueReader(database, _builtIn).Read(snapshot.Application));
            }

            var context = new RunContext(snapshot.Application, snapshot.Environment, snapshot.SessionId, snapshot.Commit, snapshot.Branch, snapshot.Tags);
            writer.Write(writer.Keys.Group(context, snapshot.Cold), context, mark, [.. snapshot.Measurements.Select(row => ValueOf(row, catalogue))]);
            added++;
        }

        return added;
    }

    private static MeasuredValue ValueOf(PerfMeasurement row, MetricCatalogue catalogue) => new(
        catalogue.FindById(row.Metric) ?? CustomMetric.Implied(new MetricKey(row.Metric, IsOperation: false, row.Unit)) with { Name = row.Name, Title = row.Name },
        new AggregatedValue(row.Value, row.Count, row.Minimum, row.Maximum));

    private static void EnsureComplete(PerfSnapshot snapshot)
    {
        if (snapshot.Identity == Guid.Empty)
        {
            throw new ArgumentException($"The snapshot of '{snapshot.Application}' at {snapshot.Timestamp:O} has no identity.");
        }

        if (snapshot.Measurements.FirstOrDefault(static row => !double.IsFinite(row.Value) || !double.IsFinite(row.Minimum) || !double.IsFinite(row.Maximum)) is { } row)
        {
            throw new ArgumentException($"The value of '{row.Metric}' in the snapshot of '{snapshot.Application}' at {snapshot.Timestamp:O} is not a finite number.");
        }
    }

    private static List<string> Texts(RawDatabase database, string sql)
    {
        var texts = new List<string>();
        using RawStatement.Execution rows = database.Prepare(sql).Start();
        while (rows.Read())
        {
            texts.Add(rows.Text(0));
        }

        return texts;
    }
}
