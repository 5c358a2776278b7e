using System.Text.Json;
using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Results;

/// <summary>Reads our own format, which <see cref="SessionWriter"/> writes and docs/benchmark-results.md describes.</summary>
internal sealed class SessionReader : IResultReader
{
    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.Json;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text) => text.JsonRoot?.Text(SessionFields.Format) == SessionFields.FormatName;

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text)
    {
        JsonElement root = text.JsonRoot ?? throw new FormatException("it is no JSON.");
        int version = root.GetProperty(SessionFields.SchemaVersion).GetInt32();
        if (version is < 1 or > SessionFields.Version)
        {
            throw version > SessionFields.Version
                ? new ResultFileException(ResultFileDefect.ResultFormatNewer, $"The results are of schema version {version}, and this module reads up to {SessionFields.Version}: a newer PerfTracking wrote them.")
                : new FormatException($"there is no schema version {version}.");
        }

        var session = new PerfBenchmarkSession
        {
            Source = Required(root, SessionFields.Source),
            Started = root.Time(SessionFields.Started),
            Ended = root.Time(SessionFields.Ended),
            Environment = root.Text(SessionFields.Environment),
            Commit = root.Text(SessionFields.Commit),
            Branch = root.Text(SessionFields.Branch),
            Seed = root.TryGetProperty(SessionFields.Seed, out JsonElement seed) && seed.ValueKind != JsonValueKind.Null ? seed.GetInt32() : null,
            Arms = [.. root.Items(SessionFields.Arms).Select(Arm)],
            Results = [.. root.GetProperty(SessionFields.Results).EnumerateArray().Select(Result)],
            Problems = [.. root.Items(SessionFields.Problems).Select(Problem)],
        };
        return session.Results.GroupBy(static result => (result.Name, result.Arm)).FirstOrDefault(static same => same.Skip(1).Any()) is { } twice
            ? throw new FormatException($"it has the benchmark '{twice.Key.Name}' twice in the arm '{twice.Key.Arm}'.")
            : session;
    }

    private static BenchmarkArm Arm(JsonElement arm) => new(Required(arm, SessionFields.Name))
    {
        Commit = arm.Text(SessionFields.Commit),
        Ref = arm.Text(SessionFields.Ref),
        FoundBy = arm.Text(SessionFields.FoundBy),
    };

    private static BenchmarkProblem Problem(JsonElement problem) => new(
        Required(problem, SessionFields.Id), Required(problem, SessionFields.Message), problem.Text(SessionFields.Benchmark), problem.Text(SessionFields.Arm));

    private static PerfBenchmarkResult Result(JsonElement result)
    {
        string name = Required(result, SessionFields.Name);
        return new()
        {
            Name = name,
            Arm = result.Text(SessionFields.Arm) ?? BenchmarkArm.Head,
            Metric = result.Text(SessionFields.Metric),
            Tags = [.. result.Items(SessionFields.Tags).Select(static tag => tag.GetString() ?? string.Empty)],
            File = result.Text(SessionFields.File),
            Invocations = result.TryGetProperty(SessionFields.Invocations, out JsonElement invocations) ? invocations.GetInt32() : 0,
            ErrorShare = Share(result.Number(SessionFields.ErrorShare) ?? 1),
            Series = Samples.EachOnce(name, [.. result.Items(SessionFields.Series).Select(series => Series(name, series))]),
            Error = result.Text(SessionFields.Error),
        };
    }

    private static BenchmarkSeries Series(string benchmark, JsonElement series)
    {
        string metric = Required(series, SessionFields.Metric);
        string unit = series.Text(SessionFields.Unit) ?? string.Empty;
        double[] values = [.. series.GetProperty(SessionFields.Values).EnumerateArray().Select(value => Samples.Checked(benchmark, metric, unit, value.GetDouble()))];
        int[]? rounds = Places(series, SessionFields.Rounds, values.Length, least: -1);
        int[]? iterations = Places(series, SessionFields.Iterations, values.Length, least: 0);
        return new(
            metric,
            unit,
            series.Text(SessionFields.Direction) switch
            {
                null or SessionFields.Lower => MetricDirection.LowerIsBetter,
                SessionFields.Higher => MetricDirection.HigherIsBetter,
                { } other => throw new FormatException($"'{other}' is no direction: '{SessionFields.Lower}' or '{SessionFields.Higher}'."),
            },
            series.Text(SessionFields.Kind) switch
            {
                null or SessionFields.Measured => SampleKind.Measured,
                SessionFields.Counted => SampleKind.Counted,
                { } other => throw new FormatException($"'{other}' is no kind: '{SessionFields.Measured}' or '{SessionFields.Counted}'."),
            })
        {
            Resolution = Samples.Checked(benchmark, metric, "ms", series.Number(SessionFields.Resolution) ?? 0),
            Samples = [.. values.Select((value, index) => new BenchmarkSample(value, rounds?[index] ?? -1, iterations?[index] ?? 0))],
        };
    }

    private static int[]? Places(JsonElement series, string name, int count, int least)
    {
        if (!series.TryGetProperty(name, out JsonElement places))
        {
            return null;
        }

        int[] all = [.. places.EnumerateArray().Select(static place => place.GetInt32())];
        return all.Length != count ? throw new FormatException($"'{name}' has {all.Length} items beside {count} values.")
            : Array.Exists(all, place => place < least) ? throw new FormatException($"'{name}' holds a number below {least}.")
            : all;
    }

    private static double Share(double share) =>
        share is > 0 and <= 1 ? share : throw new FormatException($"'{SessionFields.ErrorShare}' is above 0 and at most 1.");

    private static string Required(JsonElement parent, string name) =>
        parent.Text(name) is { Length: > 0 } text ? text : throw new FormatException($"it lacks '{name}' where that is needed.");
}
