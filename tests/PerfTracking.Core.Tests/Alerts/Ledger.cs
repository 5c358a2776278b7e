using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Tests.Alerts;

/// <summary>The alerts of one series, snapshot by snapshot, kept as a store keeps them.</summary>
internal sealed class Ledger : IEndedAlerts
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A policy whose levels are short: the place of one change may move by five points.</summary>
    public static readonly PerfPolicy Policy = PerfPolicy.Calibrated with { MinimumLastingPoints = 2 };

    public static readonly string[] Tiers = [DetectionTier.Threshold, DetectionTier.Statistical, DetectionTier.Trend, DetectionTier.ChangePoint];

    private readonly List<PerfAlert> _alerts = [];
    private long _snapshot;

    public IReadOnlyList<PerfAlert> Alerts => _alerts;

    public PerfAlert Only => Assert.Single(_alerts);

    /// <summary>What the latest snapshot changed.</summary>
    public IReadOnlyList<PerfAlert> Changed { get; private set; } = [];

    /// <summary>A snapshot in which nothing is found, with a value as it was before any step.</summary>
    public Ledger Good(int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            Snapshot(value: 100);
        }

        return this;
    }

    /// <summary>A snapshot in which a target is missed.</summary>
    public Ledger Bad(PerfSeverity severity = PerfSeverity.Error, double value = 620) => Snapshot(value, (DetectionTier.Threshold, severity));

    /// <summary>A snapshot in which tiers that count find something; the policy's verdict names the worst, the first of equal ones.</summary>
    public Ledger Snapshot(double value = 620, params (string Tier, PerfSeverity Severity)[] found) => Take(Verdict(++_snapshot, value, found));

    /// <summary>A snapshot in which the level is seen to have changed for the worse with snapshot <paramref name="change"/>.</summary>
    public Ledger Step(long change, double before, double after, PerfSeverity severity = PerfSeverity.Error)
    {
        PerfVerdict verdict = Verdict(++_snapshot, after, (DetectionTier.ChangePoint, severity));
        TierResult tier = verdict.Tier(DetectionTier.ChangePoint)! with
        {
            Expected = before,
            Shift = after - before,
            PointsSinceChange = (int)(_snapshot - change + 1),
            ChangeSnapshotId = change,
        };
        return Take(verdict with { Expected = before, Tiers = [.. verdict.Tiers.Take(3), tier] });
    }

    public Ledger Take(PerfVerdict verdict)
    {
        SeriesPoint[] history = [.. Enumerable.Range(1, (int)verdict.SnapshotId - 1).Select(id => new SeriesPoint(id, Start.AddMinutes(id), 500))];
        Changed = AlertLedger.Apply([.. _alerts.Where(alert => alert.Lasts)], this, verdict, history, Policy);
        foreach (PerfAlert alert in Changed)
        {
            if (alert.Id == 0)
            {
                _alerts.Add(alert with { Id = _alerts.Count + 1, IsNew = false });
            }
            else
            {
                _alerts[(int)alert.Id - 1] = alert with { HasGrown = false };
            }
        }

        return this;
    }

    public IReadOnlyList<PerfAlert> ReadEndedAlerts(PerfMetric metric, DateTimeOffset since) => [.. _alerts.Where(alert => !alert.Lasts && alert.LastSeenAt >= since)];

    /// <summary>An alert that was there before.</summary>
    public Ledger Know(PerfAlert alert)
    {
        _alerts.Add(alert with { IsNew = false });
        return this;
    }

    /// <summary>Somebody decides about the latest alert.</summary>
    public Ledger Decide(AlertState state)
    {
        _alerts[^1] = _alerts[^1] with { State = state, Notes = "seen", DecidedBy = "me" };
        return this;
    }

    public static PerfVerdict Verdict(long snapshot, double value, params (string Tier, PerfSeverity Severity)[] found)
    {
        TierResult[] tiers =
        [
            .. Tiers.Select((tier, place) => new TierResult
            {
                Tier = tier,
                Counts = true,
                CanSpeak = true,
                Severity = found.FirstOrDefault(one => one.Tier == tier).Severity,
                Expected = 500 + place,
                DeviationPercent = 24,
                ChangeSnapshotId = tier == DetectionTier.ChangePoint ? snapshot - 4 : null,
            }),
        ];
        TierResult worst = tiers.MaxBy(tier => tier.Severity)!;
        bool isFinding = worst.Severity != PerfSeverity.Ok;
        return new PerfVerdict
        {
            Metric = MetricCatalogue.BuiltIn.Find("APP-001")!,
            Application = "shop",
            Environment = "lab",
            Cold = true,
            SnapshotId = snapshot,
            Timestamp = Start.AddMinutes(snapshot),
            Value = value,
            Severity = worst.Severity,
            Kind = isFinding ? worst.Tier : null,
            Policy = "Test",
            Expected = worst.Expected,
            DeviationPercent = worst.DeviationPercent,
            Tiers = tiers,
        };
    }
}
