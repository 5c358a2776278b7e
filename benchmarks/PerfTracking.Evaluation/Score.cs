using MathNet.Numerics.Statistics;

namespace PerfTracking.Evaluation;

/// <summary>How a method did on a group of series.</summary>
internal sealed class Score
{
    /// <summary>How far a place may be off for a method that sees the whole series.</summary>
    private const int Margin = 5;

    /// <summary>How long after a change an online alarm still counts as being about it.</summary>
    private const int Patience = 40;

    private readonly List<double> _delays = [];
    private int _alarms, _found, _changes, _points, _quiet, _flagged;

    public double? Precision => _alarms == 0 ? null : (double)_found / _alarms;

    public double? Recall => _changes == 0 ? null : (double)_found / _changes;

    public double? F1 => _changes == 0 ? null : _found == 0 ? 0 : 2.0 * _found / (_alarms + _changes);

    public double FalsePerThousand => 1000.0 * (_alarms - _found) / _points;

    public string Flagged => _quiet == 0 ? "–" : $"{_flagged} of {_quiet}";

    public double? MedianDelay => _delays.Count == 0 ? null : _delays.Median();

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
        }
    }

    private static bool IsAbout(Method method, Alarm alarm, int change) => method.IsOnline
        ? alarm.Raised >= change && alarm.Raised < change + Patience
        : Math.Abs(alarm.Change - change) <= Margin;
}
