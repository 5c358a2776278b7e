using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Pages.Models;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Reading;

/// <summary>Reads the list of snapshots.</summary>
public static class SnapshotsReader
{
    private const int PageSize = 50;
    private const int MostPages = 100;

    /// <summary>Reads the page.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="PerfStoreException">The store fails.</exception>
    public static SnapshotsModel Read(IPerfStore store, PageQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        PageChoices choices = ChoicesReader.Read(store, query);
        int page = Math.Min(query.Page, MostPages);
        HistoryQuery asked = (query with { Application = choices.Application, Metric = BuiltInMetrics.PerformanceIndex }).ToHistory(now) with { Last = (page * PageSize) + 1 };
        List<PerfSnapshot> found = choices.IsEmpty ? [] : [.. store.ReadSnapshots(asked).Reverse()];
        page = Math.Clamp(page, 1, Math.Max(1, (found.Count + PageSize - 1) / PageSize));
        return new SnapshotsModel
        {
            Query = query with { Page = page },
            Now = now,
            Choices = choices,
            Store = store.Location.Text,
            OpenAlerts = ChoicesReader.CountOpen(store),
            Snapshots = [.. found.Skip((page - 1) * PageSize).Take(PageSize)],
            HasOlder = page < MostPages && found.Count > page * PageSize,
        };
    }
}

/// <summary>Reads one snapshot with all it holds.</summary>
/// <param name="detector">Who judges.</param>
public sealed class SnapshotReader(IRegressionDetector detector)
{
    /// <summary>Reads the page.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="PerfStoreException">The store fails.</exception>
    public SnapshotModel Read(IPerfStore store, PageQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        PerfSnapshot? snapshot = query.Snapshot is { } id ? store.ReadSnapshots(new HistoryQuery { SnapshotIds = [id] }).FirstOrDefault() : null;
        var model = new SnapshotModel
        {
            Query = query,
            Now = now,
            Choices = ChoicesReader.Read(store, query with { Application = snapshot?.Application ?? query.Application }),
            Store = store.Location.Text,
            OpenAlerts = ChoicesReader.CountOpen(store),
            Snapshot = snapshot,
        };
        if (snapshot is null)
        {
            return model;
        }

        var own = new HistoryQuery
        {
            Application = NameFilter.Exactly(snapshot.Application),
            Environment = NameFilter.Exactly(snapshot.Environment),
            Cold = snapshot.Cold,
            UpTo = snapshot.Mark,
        };
        return model with
        {
            Previous = store.ReadSnapshots(own with { Metric = NameFilter.None, Last = 2 }).FirstOrDefault(before => before.Id != snapshot.Id)?.Id,
            Verdicts = [.. Verdicts(store, own, snapshot)],
            Alerts =
            [
                .. store.ReadAlerts(new AlertQuery { Application = own.Application, Environment = own.Environment, Cold = own.Cold })
                    .Where(alert => alert.ChangeSnapshotId == snapshot.Id || (alert.RaisedAt <= snapshot.Timestamp && snapshot.Timestamp <= alert.LastSeenAt)),
            ],
        };
    }

    // A level that was accepted later has not begun yet where its series is empty up to here: then the whole history counts.
    private IEnumerable<PerfVerdict> Verdicts(IPerfStore store, HistoryQuery own, PerfSnapshot snapshot)
    {
        PerfPolicy policy = store.ReadPolicy();
        HistoryQuery asked = own with { Last = policy.PointsNeeded + 1 };
        Dictionary<string, MetricSeries> series = store.ReadSeries(asked, wholeHistory: true).ToDictionary(static one => one.Metric.Id, StringComparer.OrdinalIgnoreCase);
        foreach (MetricSeries accepted in store.ReadSeries(asked))
        {
            series[accepted.Metric.Id] = accepted;
        }

        foreach (PerfMeasurement measurement in snapshot.Measurements)
        {
            if (series.TryGetValue(measurement.Metric, out MetricSeries? one) && one.Points[^1].SnapshotId == snapshot.Id)
            {
                yield return detector.Judge(one with { Points = one.Points[..^1] }, one.Points[^1], policy);
            }
        }
    }
}

/// <summary>Reads the store itself.</summary>
public static class StoreReader
{
    /// <summary>Reads the page.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="PerfStoreException">The store fails.</exception>
    public static StoreModel Read(IPerfStore store, PageQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        return new StoreModel
        {
            Query = query,
            Now = now,
            Choices = ChoicesReader.Read(store, query),
            Store = store.Location.Text,
            OpenAlerts = ChoicesReader.CountOpen(store),
            Summary = store.Describe(),
            Policy = store.ReadPolicy(),
            Defects = query.Check ? store.FindDefects() : null,
            LogFolder = store.Location.Folder,
        };
    }
}
