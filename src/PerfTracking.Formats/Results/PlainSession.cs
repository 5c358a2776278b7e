using PerfTracking.Benchmarks;
using PerfTracking.Formatting;

namespace PerfTracking.Formats.Results;

/// <summary>A session of a file, which a stranger's pull request may have written: all that it calls things is plain text on one line.</summary>
internal static class PlainSession
{
    /// <summary>The same session in plain text.</summary>
    /// <param name="session">The session.</param>
    public static PerfBenchmarkSession Of(PerfBenchmarkSession session) => session with
    {
        Source = PlainText.LineOf(session.Source),
        Environment = OrNull(session.Environment),
        Commit = OrNull(session.Commit),
        Branch = OrNull(session.Branch),
        Arms = [.. session.Arms.Select(static arm => new BenchmarkArm(PlainText.LineOf(arm.Name)) { Commit = OrNull(arm.Commit), Ref = OrNull(arm.Ref), FoundBy = OrNull(arm.FoundBy) })],
        Results = [.. session.Results.Select(Of)],
        Problems = [.. session.Problems.Select(static problem => new BenchmarkProblem(PlainText.LineOf(problem.Id), PlainText.LineOf(problem.Message), OrNull(problem.Benchmark), OrNull(problem.Arm)))],
    };

    private static PerfBenchmarkResult Of(PerfBenchmarkResult result) => result with
    {
        Name = PlainText.LineOf(result.Name),
        Arm = PlainText.LineOf(result.Arm),
        Metric = OrNull(result.Metric),
        Tags = [.. result.Tags.Select(PlainText.LineOf)],
        File = OrNull(result.File),
        Error = OrNull(result.Error),
        Series = [.. result.Series.Select(static series => series with { Metric = PlainText.LineOf(series.Metric), Unit = PlainText.LineOf(series.Unit) })],
    };

    private static string? OrNull(string? text) => text is null ? null : PlainText.LineOf(text);
}
