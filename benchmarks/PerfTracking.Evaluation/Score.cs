using System.Globalization;
using PerfTracking.Statistics;

namespace PerfTracking.Evaluation;

/// <summary>How a method did on a group of series.</summary>
internal sealed class Score
{
    /// <summary>How far a place may be off for a method that sees the whole series.</summary>
    private const int Margin = 5;

    /// <summary>How long after a change an online alarm still counts as being about it.</summary>
    private const int Patience = 40;

    private readonly List<double> _delays = [];
    private int _alarms, _found, _changes, _points, _quiet, _flagged, _quietAlarms, _quietPoints;

    /// <summary>Precision, recall, F1, false alarms per 1,000 points and median delay.</summary>
    public string Found => string.Create(
        CultureInfo.InvariantCulture,
        $"{Share(_found, _alarms)} / {Share(_found, _changes)} / {Share(2 * _found, _alarms + _changes)}, {FalsePerThousand:0.00}, {(_delays.Count == 0 ? "–" : Quantiles.MedianOf([.. _delays]).ToString("0.#", CultureInfo.InvariantCulture))}");

    /// <summary>Series without a change that were flagged, and false alarms per 1,000 of their points.</summary>
    public string Quiet => string.Create(CultureInfo.InvariantCulture, $"{_flagged} of {_quiet}, {1000.0 * _quietAlarms / _quietPoints:0.00}");

    private double FalsePerThousand => 1000.0 * (_alarms - _found) / _points;

    public void Add(Method method, LabelledSeries series)
    {
        var alarms = method.Find(series.Values);
        var used = new bool[alarms.Count];
        foreach (var change in series.Changes)
        {
            if (method.IsOnline && !change.IsWorse)
            {
                continue;
            }

            _changes++;
            for (var i = 0; i < alarms.Count; i++)
            {
                if (!used[i] && IsAbout(method, alarms[i], change.Index))
                {
                    used[i] = true;
                    _found++;
                    _delays.Add(alarms[i].Raised - change.Index);
                    break;
                }
            }
        }

        _alarms += alarms.Count;
        _points += series.Values.Length;
        if (series.Changes.Length == 0)
        {
            _quiet++;
            _flagged += alarms.Count > 0 ? 1 : 0;
            _quietAlarms += alarms.Count;
            _quietPoints += series.Values.Length;
        }
    }

    private static string Share(int part, int whole) => whole == 0 ? "–" : ((double)part / whole).ToString("0.00", CultureInfo.InvariantCulture);

    private static bool IsAbout(Method method, Alarm alarm, int change) => method.IsOnline
        ? alarm.Raised >= change && alarm.Raised < change + Patience
        : Math.Abs(alarm.Change - change) <= Margin;
}
