namespace PerfTracking.Analysis.Comparison;

/// <summary>Units that mean the same in other sizes.</summary>
internal static class Units
{
    private const double Kibi = 1024;

    private static readonly Dictionary<string, (string Of, double Size)> Known = new(StringComparer.Ordinal)
    {
        ["ns"] = ("time", 1e-6),
        ["us"] = ("time", 1e-3),
        ["µs"] = ("time", 1e-3),
        ["ms"] = ("time", 1),
        ["s"] = ("time", 1e3),
        ["min"] = ("time", 6e4),
        ["h"] = ("time", 3.6e6),
        ["B"] = ("memory", 1),
        ["KiB"] = ("memory", Kibi),
        ["MiB"] = ("memory", Kibi * Kibi),
        ["GiB"] = ("memory", Kibi * Kibi * Kibi),
        ["kB"] = ("memory", 1e3),
        ["MB"] = ("memory", 1e6),
        ["GB"] = ("memory", 1e9),
        ["ratio"] = ("share", 1),
        ["%"] = ("share", 0.01),
    };

    /// <summary>What a value in one unit is multiplied by to be one in another; <see langword="null"/> where they have nothing to do with each other.</summary>
    public static double? Factor(string from, string to) =>
        from == to ? 1
        : Known.TryGetValue(from, out (string Of, double Size) one) && Known.TryGetValue(to, out (string Of, double Size) other) && one.Of == other.Of ? one.Size / other.Size
        : null;
}
