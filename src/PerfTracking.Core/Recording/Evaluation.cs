using PerfTracking.Alerts;
using PerfTracking.Detection;

namespace PerfTracking.Recording;

/// <summary>What judging a snapshot found.</summary>
/// <param name="Verdicts">The findings for the worse, and the improvements.</param>
/// <param name="Alerts">The open alerts that the snapshot shows or that still wait to be resolved; new ones say so.</param>
public sealed record Evaluation(IReadOnlyList<PerfVerdict> Verdicts, IReadOnlyList<PerfAlert> Alerts);
