using PerfTracking.Detection;

namespace PerfTracking.Cmdlets.Detection;

/// <summary>Policies by name.</summary>
internal static class Policies
{
    /// <summary>The preset of a name.</summary>
    /// <param name="name">A name that parameter binding has checked.</param>
    public static PerfPolicy Preset(string name) =>
        string.Equals(name, PerfPolicy.TieredName, StringComparison.OrdinalIgnoreCase) ? PerfPolicy.Tiered : PerfPolicy.Calibrated;
}
