using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Detection;

namespace PerfTracking.Cmdlets.Detection;

/// <summary>Policies by name.</summary>
internal static class Policies
{
    /// <summary>The preset of a name.</summary>
    /// <param name="name">A name that parameter binding has checked.</param>
    public static PerfPolicy Preset(string name) =>
        string.Equals(name, PerfPolicy.TieredName, StringComparison.OrdinalIgnoreCase) ? PerfPolicy.Tiered : PerfPolicy.Calibrated;

    /// <summary>What is wrong with a policy that a script has made, or <see langword="null"/>.</summary>
    /// <param name="policy">The policy.</param>
    public static ErrorRecord? Defect(PerfPolicy policy)
    {
        try
        {
            policy.EnsureValid();
            return null;
        }
        catch (ArgumentOutOfRangeException exception)
        {
            return InputErrors.LimitNotValid(exception);
        }
    }
}
