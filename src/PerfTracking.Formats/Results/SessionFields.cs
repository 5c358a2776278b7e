namespace PerfTracking.Formats.Results;

/// <summary>The words of our own format of results. Another word, or another meaning of one, is another <see cref="Version"/>.</summary>
internal static class SessionFields
{
    /// <summary>What a reader that knows a version can read; a new field that may be left out makes no new one.</summary>
    public const int Version = 1;

    public const string FormatName = "PerfTracking.BenchmarkResults";

    public const string Lower = "lower";
    public const string Higher = "higher";
    public const string Measured = "measured";
    public const string Counted = "counted";

    public const string Format = "format";
    public const string SchemaVersion = "schemaVersion";
    public const string Source = "source";
    public const string Started = "started";
    public const string Ended = "ended";
    public const string Environment = "environment";
    public const string Commit = "commit";
    public const string Branch = "branch";
    public const string Seed = "seed";
    public const string Arms = "arms";
    public const string Ref = "ref";
    public const string FoundBy = "foundBy";
    public const string Results = "results";
    public const string Name = "name";
    public const string Arm = "arm";
    public const string Tags = "tags";
    public const string File = "file";
    public const string Invocations = "invocations";
    public const string ErrorShare = "errorShare";
    public const string Error = "error";
    public const string Series = "series";
    public const string Metric = "metric";
    public const string Unit = "unit";
    public const string Direction = "direction";
    public const string Kind = "kind";
    public const string Resolution = "resolution";
    public const string Values = "values";
    public const string Rounds = "rounds";
    public const string Iterations = "iterations";
    public const string Problems = "problems";
    public const string Id = "id";
    public const string Message = "message";
    public const string Benchmark = "benchmark";
}
