using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Pages.Models;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Reading;

/// <summary>Reads the alerts, by what caused them.</summary>
public static class AlertsReader
{
    private const int PageSize = 50;

    /// <summary>Reads the page. Without an application, those of all.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="PerfStoreException">The store fails.</exception>
    public static AlertsModel Read(IPerfStore store, PageQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        PerfAlert[] all = [.. store.ReadAlerts(new AlertQuery { Application = query.Application is null ? null : NameFilter.Exactly(query.Application) })];
        AlertState? state = query.AllStates ? null : query.State ?? AlertState.Open;
        PerfAlert[] shown = [.. all.Where(alert => (state is null || alert.State == state) && IsMeant(alert, query, now))];
        ILookup<bool, AlertCause> causes = AlertCause.Group(shown).ToLookup(static cause => cause.Effect == ChangeEffect.Better);
        AlertCause[] worse = [.. causes[false].Skip((query.Page - 1) * PageSize).Take(PageSize + 1)];
        return new AlertsModel
        {
            Query = query,
            Now = now,
            Choices = ChoicesReader.Read(store, query) with { Application = query.Application },
            Store = store.Location.Text,
            OpenAlerts = query.Application is null ? all.Count(static alert => alert.State == AlertState.Open) : ChoicesReader.CountOpen(store),
            Count = shown.Length,
            Causes = [.. worse.Take(PageSize)],
            Improvements = [.. causes[true]],
            HasMore = worse.Length > PageSize,
            Backlog = AlertBacklog.At(all, now),
            Metrics = store.ReadCatalogue(query.Application ?? string.Empty).Metrics,
        };
    }

    // What is open is open however long ago it was raised; of the rest the range counts.
    private static bool IsMeant(PerfAlert alert, PageQuery query, DateTimeOffset now) =>
        (query.Environment is null || alert.Environment == query.Environment)
        && (query.Branch is null || alert.Branch == query.Branch)
        && (query.Cold is null || alert.Cold == query.Cold)
        && (query.Severity is not { } severity || alert.Severity >= severity)
        && (query.Metric is null || string.Equals(alert.Metric, query.Metric, StringComparison.OrdinalIgnoreCase) || string.Equals(alert.Name, query.Metric, StringComparison.OrdinalIgnoreCase))
        && (alert.State == AlertState.Open || ((query.Range.Since(now) is not { } since || alert.LastSeenAt >= since) && (query.Range.To is not { } to || alert.RaisedAt <= to)));
}
