using PerfTracking.Metrics;

namespace PerfTracking.Tracking;

/// <summary>What was measured since the last save. Safe for many threads; nothing leaves it but through a save that succeeds.</summary>
public sealed class MeasurementBuffer
{
    private readonly object _gate = new();
    private Dictionary<MetricKey, SampleList> _values = [];
    private int _errors;

    /// <summary>How many values wait for a save.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _values.Values.Sum(values => values.Count);
            }
        }
    }

    /// <summary>Adds a value.</summary>
    /// <param name="key">What was measured.</param>
    /// <param name="value">A finite number, in the metric's unit.</param>
    public void Add(MetricKey key, double value)
    {
        lock (_gate)
        {
            if (!_values.TryGetValue(key, out SampleList? values))
            {
                _values.Add(key, values = new SampleList());
            }

            values.Add(value);
        }
    }

    /// <summary>Counts a failed operation.</summary>
    public void CountError()
    {
        lock (_gate)
        {
            _errors++;
        }
    }

    /// <summary>Takes everything out, for a save.</summary>
    public PendingMeasurements Take()
    {
        lock (_gate)
        {
            var taken = new PendingMeasurements(_values, _errors);
            _values = [];
            _errors = 0;
            return taken;
        }
    }

    /// <summary>Puts back what a failed save had taken, before anything measured since.</summary>
    /// <param name="pending">What <see cref="Take"/> returned.</param>
    public void Restore(PendingMeasurements pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        lock (_gate)
        {
            foreach ((MetricKey key, SampleList values) in pending.Values)
            {
                if (_values.TryGetValue(key, out SampleList? since))
                {
                    values.AddRange(since);
                }

                _values[key] = values;
            }

            _errors += pending.Errors;
        }
    }
}
