namespace PerfTracking.Benchmarks;

/// <summary>Whose file of results it is.</summary>
public enum ResultFormat
{
    /// <summary>Our own, <c>results.json</c>.</summary>
    Json,

    /// <summary>Rows with a header: <c>Benchmark</c> or <c>Name</c>, <c>Value</c>, and what else the header names.</summary>
    Csv,

    /// <summary><c>hyperfine --export-json</c>.</summary>
    Hyperfine,

    /// <summary>BenchmarkDotNet's <c>*-report-full.json</c> and <c>*-report-brief.json</c>.</summary>
    BenchmarkDotNet,

    /// <summary>Google Benchmark's <c>--benchmark_format=json</c>.</summary>
    GoogleBenchmark,

    /// <summary><c>pytest --benchmark-json</c>.</summary>
    PytestBenchmark,

    /// <summary>The text of <c>go test -bench</c>.</summary>
    GoBench,

    /// <summary>JMH's <c>-rf json</c>.</summary>
    Jmh,

    /// <summary>Criterion.rs: <c>cargo criterion --message-format=json</c>, or an <c>estimates.json</c> or <c>sample.json</c> of its target folder.</summary>
    Criterion,

    /// <summary>The times of a JUnit report's test cases.</summary>
    JUnit,

    /// <summary>The times of an NUnit 3 report's test cases.</summary>
    NUnit,
}
