using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.Pages.Models;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Reading;

/// <summary>Reads the alerts, by what caused them, and beside them what got better.</summary>
/// <param name="changes">Who finds changes of level.</param>
public sealed class AlertsReader(IChangePointDetector changes)
{
    private const int PageSize = 50;

    // What got better is found anew for each page: in the latest points of the groups that were measured last.
    private const int ImprovedGroups = 12;
    private const int ImprovedPoints = 400;

    /// <summary>Reads the page. Without an application, those of all.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="PerfStoreException">The store fails.</exception>
    public AlertsModel Read(IPerfStore store, PageQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        PerfAlert[] all = [.. store.ReadAlerts(AsksFor(query))];
        PerfAlert[] shown = [.. all.Where(alert => IsMeant(alert, query, now))];
        AlertCause[] causes = [.. AlertCause.Group(shown)];

        // Whoever decides about all of the last page is on the one before it.
        query = query with { Page = Math.Clamp(query.Page, 1, Math.Max(1, (causes.Length + PageSize - 1) / PageSize)) };
        PageChoices choices = ChoicesReader.Read(store, query) with { Application = query.Application };
        SeriesGroup[] groups = [.. choices.Groups.Where(group => IsMeant(group, query, now)).OrderByDescending(static group => group.Latest)];
        return new AlertsModel
        {
            Query = query,
            Now = now,
            Choices = choices,
            Store = store.Location.Text,
            OpenAlerts = query.Application is null ? all.Count(static alert => alert.State == AlertState.Open) : ChoicesReader.CountOpen(store),
            Count = shown.Length,
            Causes = [.. causes.Skip((query.Page - 1) * PageSize).Take(PageSize)],
            HasMore = causes.Length > query.Page * PageSize,
            Improvements = query.Page > 1 ? [] : [.. Improvements(store, groups.Take(ImprovedGroups), query, now).OrderByDescending(static one => one.Change.Timestamp)],
            ImprovementsLeftOut = Math.Max(0, groups.Length - ImprovedGroups),
            Backlog = AlertBacklog.At(all, now),
            Metrics = store.ReadCatalogue(query.Application ?? string.Empty).Metrics,
        };
    }

    /// <summary>The alerts that the page lists, on whichever page of its list, in the store's order.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="PerfStoreException">The store fails.</exception>
    public static IEnumerable<PerfAlert> ReadShown(IPerfStore store, PageQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        return store.ReadAlerts(AsksFor(query)).Where(alert => IsMeant(alert, query, now));
    }

    private static AlertQuery AsksFor(PageQuery query) => new() { Application = query.Application is null ? null : NameFilter.Exactly(query.Application) };

    private IEnumerable<Improvement> Improvements(IPerfStore store, IEnumerable<SeriesGroup> groups, PageQuery query, DateTimeOffset now)
    {
        PerfPolicy policy = store.ReadPolicy();
        var options = new ChangePointOptions { MinimumEffectPercent = policy.MinimumEffectPercent, MinimumSegmentLength = policy.MinimumLastingPoints };
        foreach (SeriesGroup group in groups)
        {
            var asked = new HistoryQuery
            {
                Application = NameFilter.Exactly(group.Application),
                Environment = NameFilter.Exactly(group.Environment),
                Cold = group.Cold,
                Branch = query.Branch,
                Metric = query.Metric is null ? null : NameFilter.Exactly(query.Metric),
                Until = query.Range.To,
                Last = ImprovedPoints,
            };
            foreach (MetricSeries series in store.ReadSeries(asked, wholeHistory: true).Where(static series => series.Metric.IsAlerting))
            {
                foreach (PerfChangePoint change in changes.Detect(series.Points, options, series.Metric.Direction)
                    .Where(change => change.Effect == ChangeEffect.Better && change.Certainty != ChangeCertainty.Possible && !(change.Timestamp < query.Range.Since(now))))
                {
                    yield return new Improvement(series with { Points = [] }, change);
                }
            }
        }
    }

    private static bool IsMeant(SeriesGroup group, PageQuery query, DateTimeOffset now) =>
        (query.Application is null || string.Equals(group.Application, query.Application, StringComparison.OrdinalIgnoreCase))
        && (query.Environment is null || string.Equals(group.Environment, query.Environment, StringComparison.OrdinalIgnoreCase))
        && (query.Cold is null || group.Cold == query.Cold)
        && (query.Range.Since(now) is not { } since || group.Latest.At >= since);

    // What is open is open however long ago it was raised; of the rest the range counts.
    private static bool IsMeant(PerfAlert alert, PageQuery query, DateTimeOffset now) =>
        (query.AllStates || alert.State == (query.State ?? AlertState.Open))
        && (query.Environment is null || string.Equals(alert.Environment, query.Environment, StringComparison.OrdinalIgnoreCase))
        && (query.Branch is null || alert.Branch == query.Branch)
        && (query.Cold is null || alert.Cold == query.Cold)
        && (query.Severity is not { } severity || alert.Severity >= severity)
        && (query.Metric is null || string.Equals(alert.Metric, query.Metric, StringComparison.OrdinalIgnoreCase) || string.Equals(alert.Name, query.Metric, StringComparison.OrdinalIgnoreCase))
        && (alert.State == AlertState.Open || ((query.Range.Since(now) is not { } since || alert.LastSeenAt >= since) && (query.Range.To is not { } to || alert.RaisedAt <= to)));
}
