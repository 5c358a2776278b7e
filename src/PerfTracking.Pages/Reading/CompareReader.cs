using System.Globalization;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Pages.Models;
using PerfTracking.Statistics;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Reading;

/// <summary>Reads two snapshots, commits or branches beside each other.</summary>
public static class CompareReader
{
    // Of a commit or a branch, the latest points in the range are enough to tell its level.
    private const int MostPoints = 2000;
    private const int LeastCommit = 4;
    private const int UsualPoints = 20;
    private const int LeastUsualPoints = 5;

    /// <summary>Reads the page. Without sides, the latest snapshot is held against the one before it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="PerfStoreException">The store fails.</exception>
    public static CompareModel Read(IPerfStore store, PageQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        PageChoices choices = ChoicesReader.Read(store, query);
        var model = new CompareModel { Query = query, Now = now, Choices = choices, Store = store.Location.Text, OpenAlerts = ChoicesReader.CountOpen(store) };
        if (choices.Latest(query) is not { } group)
        {
            return model;
        }

        HistoryQuery own = query.ToHistory(now) with
        {
            Application = NameFilter.Exactly(group.Application),
            Environment = NameFilter.Exactly(group.Environment),
            Cold = group.Cold,
            Metric = null,
        };
        (string? left, string? right) = (query.Left, query.Right);
        if (left is null || right is null)
        {
            PerfSnapshot[] latest = [.. store.ReadSnapshots(own with { Since = null, Metric = NameFilter.None, Last = 2 })];
            right ??= latest.Length > 0 ? SideOf(latest[^1]) : null;
            left ??= latest.Length > 1 ? SideOf(latest[0]) : null;
        }

        model = model with { Query = query with { Left = left, Right = right } };
        if (left is null || right is null)
        {
            return model with { Trouble = "There is only one snapshot of it yet. Save another one, or choose two sides." };
        }

        Side? one = Side.Read(store, own, left), other = Side.Read(store, own, right);
        return one is null || other is null
            ? model with { Trouble = NotFound(one is null ? left : right, group) }
            : model with
            {
                Left = one.Describe(left),
                Right = other.Describe(right),
                Rows = [.. Rows(one, other, UsualSpreads(store, own, one, other))],
            };
    }

    // A snapshot is looked for by its number alone.
    private static string NotFound(string side, SeriesGroup group) =>
        $"Nothing was found of {side}{(side.StartsWith("snapshot:", StringComparison.OrdinalIgnoreCase) ? "" : $" on {group.Environment}, {Formatting.NameText.Start(group.Cold)}, in the range that is chosen")}. A side is snapshot:12, commit:abc123 or branch:main.";

    private static IEnumerable<CompareRow> Rows(Side left, Side right, Dictionary<string, double> spreads) =>
        Metrics(left, right).Select(metric => new CompareRow(metric, left.ValueOf(metric), right.ValueOf(metric)) { UsualSpread = spreads.TryGetValue(metric.Id, out double spread) ? spread : null });

    // Two values alone say nothing of what is usual: what came before them does.
    private static Dictionary<string, double> UsualSpreads(IPerfStore store, HistoryQuery own, Side left, Side right)
    {
        SeriesPoint first = left.Series[0].Points[0], second = right.Series[0].Points[0];
        long earlier = first.Timestamp <= second.Timestamp ? first.SnapshotId : second.SnapshotId;
        if (left.Series.Concat(right.Series).Any(static series => series.Points.Length > 1)
            || store.ReadSnapshots(new HistoryQuery { SnapshotIds = [earlier], Metric = NameFilter.None }).FirstOrDefault() is not { } snapshot)
        {
            return [];
        }

        HistoryQuery before = own with
        {
            Application = NameFilter.Exactly(snapshot.Application),
            Environment = NameFilter.Exactly(snapshot.Environment),
            Cold = snapshot.Cold,
            Since = null,
            Until = null,
            UpTo = snapshot.Mark,
            Last = UsualPoints,
        };
        return store.ReadSeries(before, wholeHistory: true).Where(static series => series.Points.Length >= LeastUsualPoints).ToDictionary(
            static series => series.Metric.Id,
            static series =>
            {
                double[] values = [.. series.Points.Select(static point => point.Value).Order()];
                return Quantiles.Of(values, 0.95) - Quantiles.Of(values, 0.05);
            },
            StringComparer.OrdinalIgnoreCase);
    }

    private static string SideOf(PerfSnapshot snapshot) => $"snapshot:{snapshot.Id.ToString(CultureInfo.InvariantCulture)}";

    private static IEnumerable<PerfMetric> Metrics(Side left, Side right) =>
        right.Series.Select(static series => series.Metric).Concat(left.Series.Select(static series => series.Metric)).DistinctBy(static metric => metric.Id, StringComparer.OrdinalIgnoreCase);

    private sealed record Side(IReadOnlyList<MetricSeries> Series)
    {
        /// <summary>The series of a side; <see langword="null"/> where there are none.</summary>
        public static Side? Read(IPerfStore store, HistoryQuery own, string text)
        {
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            string value = text[(colon + 1)..].Trim();
            IEnumerable<MetricSeries> series = (colon < 0 ? "" : text[..colon].Trim().ToLowerInvariant()) switch
            {
                "snapshot" when long.TryParse(value.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out long id) => OfSnapshot(store, id),
                "commit" when value.Length >= LeastCommit => store.ReadSeries(own with { Last = MostPoints }, wholeHistory: true).Select(one => one with
                {
                    Points = Array.FindAll(one.Points, point => point.Commit?.StartsWith(value, StringComparison.OrdinalIgnoreCase) == true),
                }),
                "branch" when value.Length > 0 => store.ReadSeries(own with { Branch = value, Last = MostPoints }, wholeHistory: true),
                _ => [],
            };
            MetricSeries[] found = [.. series.Where(static one => one.Points.Length > 0)];
            return found.Length == 0 ? null : new Side(found);
        }

        public CompareSide Describe(string text)
        {
            SeriesPoint[] points = [.. Series.SelectMany(static series => series.Points)];
            return new CompareSide(text, points.Select(static point => point.SnapshotId).Distinct().Count(), points.Min(static point => point.Timestamp), points.Max(static point => point.Timestamp));
        }

        public CompareValue? ValueOf(PerfMetric metric)
        {
            if (Series.FirstOrDefault(series => string.Equals(series.Metric.Id, metric.Id, StringComparison.OrdinalIgnoreCase)) is not { } own)
            {
                return null;
            }

            double[] values = Array.ConvertAll(own.Points, static point => point.Value);
            Array.Sort(values);
            return new CompareValue(Quantiles.Median(values), Quantiles.Of(values, 0.05), Quantiles.Of(values, 0.95), values.Length);
        }

        // A snapshot stands for itself, on whatever environment it was taken.
        private static IEnumerable<MetricSeries> OfSnapshot(IPerfStore store, long id)
        {
            PerfSnapshot? snapshot = store.ReadSnapshots(new HistoryQuery { SnapshotIds = [id] }).FirstOrDefault();
            MetricCatalogue catalogue = store.ReadCatalogue(snapshot?.Application ?? string.Empty);
            return (snapshot?.Measurements ?? []).Select(row => new MetricSeries(
                catalogue.FindById(row.Metric) ?? CustomMetric.Implied(new MetricKey(row.Metric, IsOperation: false)),
                row.Application, row.Environment, row.Cold, [new SeriesPoint(row.SnapshotId, row.Timestamp, row.Value, row.Commit)]));
        }
    }
}
