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
        Environment = PlainText.LineOf(session.Environment),
        Commit = PlainText.LineOf(session.Commit),
        Branch = PlainText.LineOf(session.Branch),
        Arms = [.. session.Arms.Select(static arm => new BenchmarkArm(PlainText.LineOf(arm.Name)) { Commit = PlainText.LineOf(arm.Commit), Ref = PlainText.LineOf(arm.Ref), FoundBy = PlainText.LineOf(arm.FoundBy) })],
        Results = [.. session.Results.Select(Of)],
        Problems = [.. session.Problems.Select(static problem => new BenchmarkProblem(PlainText.LineOf(problem.Id), PlainText.LineOf(problem.Message), PlainText.LineOf(problem.Benchmark), PlainText.LineOf(problem.Arm)))],
    };

    private static PerfBenchmarkResult Of(PerfBenchmarkResult result) => result with
    {
        Name = PlainText.LineOf(result.Name),
        Arm = PlainText.LineOf(result.Arm),
        Metric = PlainText.LineOf(result.Metric),
        Tags = [.. result.Tags.Select(static tag => PlainText.LineOf(tag))],
        File = PlainText.LineOf(result.File),
        Error = PlainText.LineOf(result.Error),
        Series = [.. result.Series.Select(static series => series with { Metric = PlainText.LineOf(series.Metric), Unit = PlainText.LineOf(series.Unit) })],
    };
}
