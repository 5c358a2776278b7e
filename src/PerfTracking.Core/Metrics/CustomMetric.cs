namespace PerfTracking.Metrics;

/// <summary>The rules for metrics that are not built in.</summary>
public static class CustomMetric
{
    /// <summary>The longest name or identifier, in UTF-16 code units.</summary>
    public const int MaxNameLength = 256;

    /// <summary>The metric that an unregistered name stands for: an operation's is a duration in ms, any other a gauge.</summary>
    /// <param name="key">What was measured.</param>
    public static PerfMetric Implied(MetricKey key) => new(
        key.Name,
        key.Name,
        key.Name,
        key.Unit ?? (key.IsOperation ? "ms" : string.Empty),
        MetricDirection.LowerIsBetter,
        key.IsOperation || IsDuration(key.Unit) ? MetricAggregation.Median : MetricAggregation.Last,
        MetricKind.Custom);

    /// <summary>What is wrong with a name of an operation or a metric, or <see langword="null"/> where nothing is.</summary>
    /// <param name="name">The name; letters of any script and emoji are welcome.</param>
    public static string? DefectOfName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "it is empty";
        }

        if (name.Length > MaxNameLength)
        {
            return $"it has {name.Length} characters and the longest allowed is {MaxNameLength}";
        }

        foreach (char c in name)
        {
            if (char.IsControl(c))
            {
                return $"it holds the control character U+{(int)c:X4}";
            }
        }

        return null;
    }

    /// <summary>Whether a name has the form of a built-in identifier (<c>APP-001</c>), so that an unknown one is a slip and not a new metric.</summary>
    /// <param name="name">A name as a user typed it.</param>
    public static bool LooksBuiltIn(string name)
    {
        int dash = name.IndexOf('-');
        return dash is >= 2 and <= 3 && name.Length == dash + 4
            && name.AsSpan(0, dash).IndexOfAnyExceptInRange('A', 'Z') < 0
            && name.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>What is wrong with a measured value, or <see langword="null"/> where nothing is.</summary>
    /// <param name="metric">The metric it is a value of.</param>
    /// <param name="value">The value, in the metric's unit.</param>
    public static string? DefectOfValue(PerfMetric metric, double value)
    {
        if (!double.IsFinite(value))
        {
            return "it is not a finite number";
        }

        // A custom metric may measure anything, a temperature say; only durations and the built-in metrics cannot be below zero.
        bool mayBeNegative = metric.Kind == MetricKind.Custom && !IsDuration(metric.Unit);
        return value < 0 && !mayBeNegative ? $"a value in '{metric.Unit}' of this metric cannot be negative" : null;
    }

    /// <summary>Whether a unit is one of time: its values cannot be negative, and several of them become their median.</summary>
    /// <param name="unit">The unit, without regard to case, or <see langword="null"/>.</param>
    public static bool IsDuration(string? unit) => MillisecondsIn(unit) is not null;

    /// <summary>How many ms a unit of time has, or <see langword="null"/> where it is none.</summary>
    /// <param name="unit">The unit, without regard to case, or <see langword="null"/>.</param>
    internal static double? MillisecondsIn(string? unit) => unit?.ToLowerInvariant() switch
    {
        "ns" => 1e-6,
        "us" or "µs" => 1e-3,
        "ms" => 1,
        "s" => 1e3,
        "min" => 60e3,
        "h" => 3600e3,
        _ => null,
    };
}
