using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Statistics;
using PerfTracking.Stores;

namespace PerfTracking.Contracts.Memory;

/// <summary>A store in memory: the least that keeps the contract, and as slow as it is short.</summary>
/// <param name="shared">What all its users share.</param>
internal sealed partial class MemoryStore(MemoryTables shared) : IPerfStore
{
    public StoreLocation Location { get; } = new("memory");

    public long ReadVersion() => shared.Use(static tables => tables.Version);

    public void Dispose()
    {
    }

    public PerfPolicy ReadPolicy() => shared.Use(static tables => tables.Policy);

    public void WritePolicy(PerfPolicy policy) => Change(tables => tables.Policy = policy);

    public MetricCatalogue ReadCatalogue(string application) => shared.Use(tables => tables.Catalogue(application));

    public bool HasTargets(string application) => shared.Use(tables => tables.Targets.Keys.Any(target => Same(target.Application, application)));

    public void Register(PerfMetric metric) => Change(tables =>
    {
        int known = tables.Metrics.FindIndex(other => Same(other.Id, metric.Id));
        if (known < 0)
        {
            tables.Metrics.Add(metric with { Target = null });
        }
        else
        {
            tables.Metrics[known] = metric with { Target = null };
        }

        return true;
    });

    public void Unregister(PerfMetric metric) => Change(tables =>
    {
        for (int i = 0; i < tables.Snapshots.Count; i++)
        {
            tables.Snapshots[i] = tables.Snapshots[i] with { Measurements = [.. tables.Snapshots[i].Measurements.Where(row => !Same(row.Metric, metric.Id))] };
        }

        tables.Days.RemoveAll(day => Same(day.Row.Metric, metric.Id));
        tables.Alerts.RemoveAll(alert => Same(alert.Metric, metric.Id));
        foreach ((string Metric, string Application) target in tables.Targets.Keys.Where(target => Same(target.Metric, metric.Id)))
        {
            tables.Targets.Remove(target);
        }

        return tables.Metrics.RemoveAll(other => Same(other.Id, metric.Id));
    });

    public void SetTarget(PerfMetric metric, string application, PerfTarget? target) => Change(tables => tables.Targets[(metric.Id, application.ToUpperInvariant())] = target);

    public StoreSummary Describe() => shared.Use(tables => new StoreSummary
    {
        Location = Location,
        Exists = true,
        Snapshots = tables.Snapshots.Count,
        Series = tables.Snapshots.SelectMany(static snapshot => snapshot.Measurements).Select(MemorySeries.Of).Distinct().Count(),
        Oldest = tables.Snapshots.FirstOrDefault()?.Timestamp,
        Latest = tables.Snapshots.LastOrDefault()?.Timestamp,
        RetentionDays = tables.RetentionDays,
    });

    public IReadOnlyList<string> FindDefects(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return [];
    }

    public void Compact(CancellationToken cancellation = default) => cancellation.ThrowIfCancellationRequested();

    public void SetRetention(int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        Change(tables => tables.RetentionDays = days);
    }

    public int RemoveSnapshots(IReadOnlyCollection<long> ids) => Change(tables =>
    {
        HandChangesOn(tables, ids);
        return tables.Snapshots.RemoveAll(snapshot => ids.Contains(snapshot.Id));
    });

    public RollUp RollUp(DateTimeOffset now, int maxDays = int.MaxValue) => Change(tables =>
    {
        DateTime limit = now.UtcDateTime.Date.AddDays(-tables.RetentionDays);
        int days = 0, snapshots = 0, rows = 0;
        foreach (IGrouping<DateTime, PerfSnapshot> day in tables.Snapshots.GroupBy(static snapshot => snapshot.Timestamp.UtcDateTime.Date).TakeWhile(day => day.Key < limit).Take(maxDays).ToArray())
        {
            foreach (IGrouping<MemorySeries, PerfMeasurement> series in day.SelectMany(static snapshot => snapshot.Measurements).GroupBy(MemorySeries.Of))
            {
                AddDay(tables, series.Key, series.First(), DateOnly.FromDateTime(day.Key), [.. series.Select(static row => row.Value).Order()]);
                rows++;
            }

            days++;
            snapshots += tables.Snapshots.RemoveAll(snapshot => snapshot.Timestamp.UtcDateTime.Date == day.Key);
        }

        return new RollUp(days, snapshots, rows);
    });

    private static void AddDay(MemoryTables tables, MemorySeries series, PerfMeasurement row, DateOnly day, double[] sorted)
    {
        var point = new DailyPoint(day, Quantiles.Median(sorted), Quantiles.Of(sorted, 0.05), Quantiles.Of(sorted, 0.95), sorted.Length);
        int known = tables.Days.FindIndex(other => other.Point.Day == day && MemorySeries.Of(other.Row) == series);
        if (known >= 0)
        {
            DailyPoint before = tables.Days[known].Point;
            tables.Days.RemoveAt(known);
            point = new DailyPoint(day, Mean(before.Median, point.Median), Mean(before.P5, point.P5), Mean(before.P95, point.P95), before.Count + point.Count);

            double Mean(double one, double other) => ((before.Count * one) + (sorted.Length * other)) / (before.Count + sorted.Length);
        }

        tables.Days.Add((row, point));
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private T Change<T>(Func<MemoryTables, T> change) => shared.Use(change, isChange: true);
}
