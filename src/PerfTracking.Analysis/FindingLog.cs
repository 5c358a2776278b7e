using PerfTracking.Detection;

namespace PerfTracking.Analysis;

/// <summary>The findings of a replay, as they are raised, seen again and resolved.</summary>
internal sealed class FindingLog
{
    /// <summary>How far the place of one and the same change may move while points arrive.</summary>
    private const int SameChange = 5;

    private readonly List<ReplayFinding> _findings = [];
    private readonly int[] _open = [-1, -1, -1, -1];
    private readonly int[] _good = new int[4];

    public IReadOnlyList<ReplayFinding> Findings => _findings;

    public void Add(int index, PerfRegression verdict)
    {
        foreach (var tier in verdict.Tiers)
        {
            var shows = tier.Counts && (tier.Severity > PerfSeverity.Ok || tier.Direction == ChangeDirection.Better);
            if (shows)
            {
                Show(index, verdict, tier);
            }
            else
            {
                Rest(index, (int)tier.Tier);
            }
        }
    }

    private void Show(int index, PerfRegression verdict, TierResult tier)
    {
        var kind = (int)tier.Tier;
        var change = index + 1 - (tier.PointsSinceChange ?? 1);
        _good[kind] = 0;
        var known = Known(kind, change, tier);
        if (known < 0)
        {
            Resolve(index, kind);
            known = _findings.Count;
            _findings.Add(new ReplayFinding
            {
                Kind = tier.Tier,
                RaisedIndex = index,
                ChangeIndex = change,
                Timestamp = verdict.Timestamp == default ? null : verdict.Timestamp,
                SnapshotId = verdict.SnapshotId > 0 ? verdict.SnapshotId : null,
                Direction = tier.Direction,
                Value = verdict.Value,
                Expected = tier.Expected,
                DeviationPercent = tier.DeviationPercent,
                Message = tier.Message,
            });
        }

        var finding = _findings[known];
        _findings[known] = finding with
        {
            Severity = (PerfSeverity)Math.Max((int)finding.Severity, (int)tier.Severity),
            Count = finding.Count + 1,
            LastIndex = index,
            ResolvedIndex = null,
        };
        _open[kind] = known;
    }

    /// <summary>The open finding of the tier; for a change of level the finding about that same change, open or not.</summary>
    private int Known(int kind, int change, TierResult tier)
    {
        if (tier.Tier != DetectionTier.ChangePoint)
        {
            return _open[kind];
        }

        for (var i = _findings.Count - 1; i >= 0; i--)
        {
            if (_findings[i].Kind == tier.Tier && _findings[i].Direction == tier.Direction && Math.Abs(_findings[i].ChangeIndex - change) <= SameChange)
            {
                return i;
            }
        }

        return -1;
    }

    private void Rest(int index, int kind)
    {
        if (_open[kind] >= 0 && ++_good[kind] == PolicyReplay.GoodPointsToResolve)
        {
            Resolve(index, kind);
        }
    }

    private void Resolve(int index, int kind)
    {
        if (_open[kind] >= 0)
        {
            _findings[_open[kind]] = _findings[_open[kind]] with { ResolvedIndex = index };
            _open[kind] = -1;
        }
    }
}
