using PerfTracking.History;

namespace PerfTracking.Charts;

/// <summary>What may be compared with itself: one application on one environment, warm or cold.</summary>
/// <param name="Application">The application.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Cold">Whether these are cold starts.</param>
/// <param name="Latest">Where its latest snapshot stands.</param>
public sealed record SeriesGroup(string Application, string Environment, bool Cold, SnapshotMark Latest);
