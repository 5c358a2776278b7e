namespace PerfTracking.Detection;

/// <summary>Range checks for limits that people set, with messages that say what to do.</summary>
internal static class Limit
{
    public static void AtLeast(double value, double minimum, string name)
    {
        if (!double.IsFinite(value) || value < minimum)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it is a finite number of at least {minimum}.");
        }
    }

    public static void Within(double value, double minimum, double maximum, string name)
    {
        if (!(value > minimum && value < maximum))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it lies between {minimum} and {maximum}, both excluded.");
        }
    }
}
