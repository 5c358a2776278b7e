namespace PerfTracking.Detection;

/// <summary>Range checks for limits that people set, with messages that say what to do.</summary>
internal static class Limit
{
    public static void AtLeast(double value, double minimum, string name)
    {
        if (!double.IsFinite(value) || value < minimum)
        {
            throw Outside(value, name, FormattableString.Invariant($"it is a finite number of at least {minimum}"));
        }
    }

    public static void From(double value, double minimum, double maximum, string name)
    {
        if (!(value >= minimum && value <= maximum))
        {
            throw Outside(value, name, FormattableString.Invariant($"it lies between {minimum} and {maximum}"));
        }
    }

    public static void Above(double value, double minimum, double maximum, string name)
    {
        if (!(value > minimum && value <= maximum))
        {
            throw Outside(value, name, FormattableString.Invariant($"it is above {minimum} and at most {maximum}"));
        }
    }

    public static void Within(double value, double minimum, double maximum, string name)
    {
        if (!(value > minimum && value < maximum))
        {
            throw Outside(value, name, double.IsPositiveInfinity(maximum)
                ? FormattableString.Invariant($"it is a finite number above {minimum}")
                : FormattableString.Invariant($"it lies between {minimum} and {maximum}, both excluded"));
        }
    }

    private static ArgumentOutOfRangeException Outside(double value, string name, string range) =>
        new(name, value, FormattableString.Invariant($"{name} is {value}; {range}."));
}
