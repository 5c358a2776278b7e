using PerfTracking.Detection;

namespace PerfTracking.Analysis.Tiers;

/// <summary>The smallest shift that matters, in the unit of the metric. Times and memory have one; a count of 1 may matter a lot.</summary>
internal static class AbsoluteFloor
{
    public static double For(string unit, PerfPolicy policy) => unit switch
    {
        "ms" => policy.AbsoluteFloorMilliseconds,
        "s" => 1e-3 * policy.AbsoluteFloorMilliseconds,
        "us" or "µs" => 1e3 * policy.AbsoluteFloorMilliseconds,
        "ns" => 1e6 * policy.AbsoluteFloorMilliseconds,
        "MiB" => policy.AbsoluteFloorMebibytes,
        _ => 0,
    };
}
