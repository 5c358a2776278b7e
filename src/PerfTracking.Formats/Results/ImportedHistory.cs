using PerfTracking.Benchmarks;
using PerfTracking.History;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Results;

/// <summary>What a file brings to the history: a tool's results as one snapshot, or measurements with times of their own.</summary>
/// <param name="Snapshots">The snapshots, oldest first, each with an identity that follows from its content.</param>
/// <param name="Metrics">Custom metrics that a store cannot guess from their values: those of which more is better.</param>
public sealed record ImportedHistory(IReadOnlyList<PerfSnapshot> Snapshots, IReadOnlyList<PerfMetric> Metrics)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="format">Whose it is, or <see langword="null"/> to see from its content.</param>
    /// <param name="context">As what its values count.</param>
    /// <exception cref="ResultFileException">It cannot be read; its defect says why.</exception>
    /// <exception cref="ArgumentException">A benchmark's name cannot be a metric's, or two benchmarks are of one metric.</exception>
    public static ImportedHistory Read(string path, ResultFormat? format, ImportContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Directory.Exists(path))
        {
            return Of(ResultFile.Read(path, format), path, context);
        }

        // Once alone: a pipe has nothing for a second reader.
        string text = ResultFile.ReadText(path);
        return format is null or ResultFormat.Csv && HistoryTable.Recognizes(text) ? OfTable(text, path, context) : Of(ResultFile.Parse(new ResultText(text, path), path, format), path, context);
    }

    private static ImportedHistory OfTable(string text, string path, ImportContext context)
    {
        IReadOnlyList<PerfSnapshot> history = ResultFile.Named(path, () => HistoryTable.Read(text, context));
        ResultFile.EnsureLetters(path, history.SelectMany(static snapshot => snapshot.Measurements.Select(static row => row.Metric).Append(snapshot.Application)));
        return history.Count > 0 ? new ImportedHistory(history, []) : throw new ResultFileException(ResultFileDefect.ResultFileWithoutSample, $"'{path}' has a header and no row: nothing was measured.");
    }

    private static ImportedHistory Of(PerfBenchmarkSession session, string path, ImportContext context)
    {
        if (context.Application is not { } application)
        {
            throw new ResultFileException(ResultFileDefect.ApplicationNotGiven, $"'{path}' does not say of which application its numbers are. Name it with -Application.");
        }

        var run = new RunContext(
            application, context.Environment ?? session.Environment ?? context.Machine, context.SessionId, context.Commit ?? session.Commit, context.Branch ?? session.Branch, context.Tags);
        DateTimeOffset at = context.At ?? session.Started ?? Written(path);
        if (at < DateTimeOffset.UnixEpoch)
        {
            throw new ResultFileException(ResultFileDefect.ResultFileMalformed, FormattableString.Invariant($"'{path}' cannot have been measured at {at:yyyy-MM-dd}: no time before 1970 can be kept."));
        }

        PerfSnapshot snapshot = BenchmarkHistory.ToSnapshot(session, run, at)
            ?? throw new ResultFileException(
                ResultFileDefect.ResultFileWithoutSample,
                $"'{path}' has nothing to bring in: {(session.Results.FirstOrDefault(static result => result.Error is not null) is { Error: var error } failed ? $"'{failed.Name}' failed, {error}" : $"no benchmark is of the arm '{BenchmarkArm.Head}'.")}");
        return new ImportedHistory(
            [snapshot],
            [
                .. session.Results.SelectMany(static result => result.Series.Select(series => BenchmarkHistory.MetricOf(result, series)))
                    .Where(static metric => metric.Kind == MetricKind.Custom && metric.Direction == MetricDirection.HigherIsBetter)
                    .DistinctBy(static metric => metric.Id),
            ]);
    }

    // What a link leads to was written when it was; the link itself may be of today.
    private static DateTime Written(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: true } target ? target.LastWriteTimeUtc : File.GetLastWriteTimeUtc(path);
}
