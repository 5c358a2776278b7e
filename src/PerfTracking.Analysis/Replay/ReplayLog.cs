using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Replay;

/// <summary>The alerts of a replay, as a store would have them, and each time something is reported of them as a finding.</summary>
internal sealed class ReplayLog : IEndedAlerts
{
    private readonly List<PerfAlert> _alerts = [];
    private readonly List<int> _latestFinding = [];
    private readonly List<ReplayFinding> _findings = [];

    public IReadOnlyList<ReplayFinding> Findings => _findings;

    /// <summary>The alerts that last.</summary>
    public IReadOnlyList<PerfAlert> Lasting => _alerts.FindAll(static alert => alert.Lasts);

    /// <summary>All that have ended: the points of a replay may have no times.</summary>
    public IReadOnlyList<PerfAlert> ReadEndedAlerts(PerfMetric metric, DateTimeOffset since) => _alerts.FindAll(static alert => !alert.Lasts);

    public void Add(int index, PerfVerdict verdict, IReadOnlyList<PerfAlert> changed)
    {
        foreach (PerfAlert alert in changed)
        {
            if (alert.IsNew)
            {
                _alerts.Add(alert with { Id = _alerts.Count + 1, IsNew = false });
                _latestFinding.Add(_findings.Count);
                _findings.Add(Finding(index, verdict, alert));
                continue;
            }

            int place = (int)alert.Id - 1;
            _alerts[place] = alert with { HasGrown = false };
            if (alert.HasGrown)
            {
                Change(place, finding => finding with { ResolvedIndex = index });
                _latestFinding[place] = _findings.Count;
                _findings.Add(Finding(index, verdict, alert));
            }
            else if (alert.GoodSnapshots == 0 && alert.Lasts)
            {
                Change(place, finding => finding with { Severity = alert.Severity, Count = finding.Count + 1, LastIndex = index, ResolvedIndex = null });
            }
            else if (!alert.Lasts)
            {
                Change(place, finding => finding with { ResolvedIndex = index });
            }
        }
    }

    private void Change(int alert, Func<ReplayFinding, ReplayFinding> change) =>
        _findings[_latestFinding[alert]] = change(_findings[_latestFinding[alert]]);

    private static ReplayFinding Finding(int index, PerfVerdict verdict, PerfAlert alert) => new()
    {
        Kind = alert.Kind,
        RaisedIndex = index,
        ChangeIndex = index + 1 - (verdict.Tier(alert.Kind)?.PointsSinceChange ?? 1),
        Severity = alert.Severity,
        Effect = alert.Effect,
        Value = verdict.Value,
        Expected = alert.Expected,
        DeviationPercent = alert.DeviationPercent,
        Count = 1,
        LastIndex = index,
        Message = alert.Message,
    };
}
