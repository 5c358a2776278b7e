using PerfTracking.Detection;

namespace PerfTracking.Analysis.Tiers;

/// <summary>A severity and the limit that was crossed for it; for <see cref="PerfSeverity.Ok"/> the first that was not.</summary>
internal readonly record struct Grade(PerfSeverity Severity, double Limit)
{
    public static Grade Of(double value, double warning, double error, double critical) =>
        Exceeds.Limit(value, critical) ? new Grade(PerfSeverity.Critical, critical)
        : Exceeds.Limit(value, error) ? new Grade(PerfSeverity.Error, error)
        : Exceeds.Limit(value, warning) ? new Grade(PerfSeverity.Warning, warning)
        : new Grade(PerfSeverity.Ok, warning);
}
