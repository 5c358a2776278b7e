using PerfTracking.Metrics;

namespace PerfTracking.Detection;

/// <summary>
/// The history of one metric for one application in one environment, warm or cold. Whoever builds it keeps unlike
/// runs apart: the points are all of this environment, all cold or all warm, and none is older than the last
/// accepted re-baseline.
/// </summary>
/// <param name="Metric">What was measured; its direction, unit and target decide how a value is judged.</param>
/// <param name="Application">The application that was measured.</param>
/// <param name="Environment">The fingerprint of the machine it ran on.</param>
/// <param name="Cold">Whether these are cold starts.</param>
/// <param name="Points">
/// The points, oldest first, without the one that is to be judged. An array, because a save in a fresh process
/// cannot afford to compile list code for this value type. Never modified.
/// </param>
public sealed record MetricSeries(PerfMetric Metric, string Application, string Environment, bool Cold, SeriesPoint[] Points);
