using PerfTracking.Analysis.Statistics;
using PerfTracking.Detection;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Replay;

/// <summary>Holds the alerts of a replay against what people said. Each mark is found by at most one alert, the earliest.</summary>
internal static class ReplayScore
{
    public static PerfReplay Of(PerfReplay replay, IReadOnlyList<ReplayMark> marks, int tolerance)
    {
        if (marks.Count == 0)
        {
            return replay;
        }

        var findings = new List<ReplayFinding>(replay.Findings);
        var delays = new List<double>();
        int real = 0, found = 0, alerts = 0, confirmed = 0;
        var complete = true;
        foreach (var mark in marks)
        {
            complete &= mark.IsReal;
            real += mark.IsReal ? 1 : 0;
            for (var i = 0; i < findings.Count; i++)
            {
                if (findings[i].IsConfirmed is null && IsAlert(findings[i]) && SpeaksOf(findings[i], mark, tolerance))
                {
                    findings[i] = findings[i] with { IsConfirmed = mark.IsReal };
                    if (mark.IsReal)
                    {
                        found++;
                        delays.Add(Math.Max(0, findings[i].RaisedIndex - mark.Index));
                    }

                    break;
                }
            }
        }

        for (var i = 0; i < findings.Count; i++)
        {
            if (IsAlert(findings[i]))
            {
                findings[i] = complete ? findings[i] with { IsConfirmed = findings[i].IsConfirmed ?? false } : findings[i];
                alerts += findings[i].IsConfirmed is null ? 0 : 1;
                confirmed += findings[i].IsConfirmed == true ? 1 : 0;
            }
        }

        return replay with
        {
            Findings = findings,
            Precision = alerts == 0 ? null : (double)confirmed / alerts,
            Recall = real == 0 ? null : (double)found / real,
            MedianDelay = delays.Count == 0 ? null : Quantiles.Median(OrderStatistics.Sorted(delays.ToArray())),
        };
    }

    private static bool IsAlert(ReplayFinding finding) => finding.Effect != ChangeEffect.Better;

    private static bool SpeaksOf(ReplayFinding finding, ReplayMark mark, int tolerance) =>
        Math.Abs(finding.ChangeIndex - mark.Index) <= tolerance || Math.Abs(finding.RaisedIndex - mark.Index) <= tolerance;
}
