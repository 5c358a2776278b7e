using System.Globalization;

namespace PerfTracking.Pages.Charts;

/// <summary>A chance that is hardly ever more than very small.</summary>
internal static class ChanceText
{
    // Below it the number says nothing but that it is small.
    private const double Smallest = 1e-12;

    /// <summary>The chance with two digits.</summary>
    /// <param name="chance">The chance, 0–1.</param>
    public static string Of(double chance) =>
        chance < Smallest ? "<1E-12" : chance.ToString(chance < 0.001 ? "0.#E-0" : "0.####", CultureInfo.InvariantCulture);
}
