namespace PerfTracking.Detection;

/// <summary>Runs a policy over a whole series as if its points came one by one.</summary>
public interface IPolicyReplay
{
    /// <summary>Judges every point of a series against the points before it and tells what would have been raised. Pure.</summary>
    /// <param name="series">The series, complete.</param>
    /// <param name="policy">The limits.</param>
    /// <param name="marks">What people said about it, for precision and recall; may be empty.</param>
    /// <param name="tolerance">How many points a finding's start may lie from a mark and still speak of the same change; at least 0.</param>
    /// <param name="cancellation">Stops it between two points.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    PerfReplay Run(MetricSeries series, PerfPolicy policy, IReadOnlyList<ReplayMark> marks, int tolerance = 5, CancellationToken cancellation = default);
}
