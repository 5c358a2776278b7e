using PerfTracking.Alerts;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

internal static class Deciding
{
    /// <summary>Decides about one alert as it is; <see langword="null"/> where there is none.</summary>
    public static PerfAlert? Decide(this IAlertStore store, long id, AlertDecision decision) =>
        store.Decide([store.ReadAlerts(new AlertQuery { Ids = [id] }).Select(SeenAlert.Of).FirstOrDefault() ?? new SeenAlert(id, AlertState.Open, null)], decision).Single().Alert;
}
