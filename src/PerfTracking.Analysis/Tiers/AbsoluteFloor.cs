using PerfTracking.Detection;

namespace PerfTracking.Analysis.Tiers;

/// <summary>The smallest shift that matters, in the unit of the metric. Only times have one: a count of 1 may matter a lot.</summary>
internal static class AbsoluteFloor
{
    public static double For(string unit, PerfPolicy policy) => policy.AbsoluteFloorMilliseconds * unit switch
    {
        "ms" => 1,
        "s" => 1e-3,
        "us" or "µs" => 1e3,
        "ns" => 1e6,
        _ => 0,
    };
}
