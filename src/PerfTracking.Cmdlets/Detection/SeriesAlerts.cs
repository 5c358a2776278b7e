using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Detection;

/// <summary>What became of findings: the alerts of their series, read once, and not before there is a finding.</summary>
/// <param name="store">The store.</param>
/// <param name="query">Those that may speak of the findings.</param>
internal sealed class SeriesAlerts(IAlertStore store, AlertQuery query)
{
    private ILookup<(string, string, bool, string), PerfAlert>? _alerts;

    /// <summary>The alert that speaks of a verdict, or <see langword="null"/>.</summary>
    /// <param name="verdict">The verdict.</param>
    public PerfAlert? For(PerfVerdict verdict)
    {
        if (verdict.Severity == PerfSeverity.Ok)
        {
            return null;
        }

        _alerts ??= store.ReadAlerts(query).ToLookup(static alert => KeyOf(alert.Application, alert.Environment, alert.Cold, alert.Metric));
        return VerdictAlert.Of([.. _alerts[KeyOf(verdict.Application, verdict.Environment, verdict.Cold, verdict.Metric.Id)]], verdict);
    }

    // Names ignore case.
    private static (string Application, string Environment, bool Cold, string Metric) KeyOf(string application, string environment, bool cold, string metric) =>
        (application.ToUpperInvariant(), environment.ToUpperInvariant(), cold, metric.ToUpperInvariant());
}
