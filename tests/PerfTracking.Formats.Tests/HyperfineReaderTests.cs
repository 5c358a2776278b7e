using PerfTracking.Benchmarks;
using PerfTracking.Formats.Results;

namespace PerfTracking.Formats.Tests;

public sealed class HyperfineReaderTests
{
    [Fact]
    public void Times_of_a_real_file_are_in_ms()
    {
        PerfBenchmarkSession session = ResultFile.Read(SampleFile.Path("hyperfine.json"));

        Assert.Equal("hyperfine", session.Source);
        Assert.Equal(["true", "sleep 0.01"], session.Results.Select(result => result.Name));
        BenchmarkSeries time = session.Results[0].Series[0];
        Assert.Equal(("time", "ms", 12), (time.Metric, time.Unit, time.Samples.Count));
        Assert.Equal(1.186645, time.Samples[0].Value, 9);
    }

    [Fact]
    public void Parameters_and_failed_runs_are_told()
    {
        PerfBenchmarkSession session = ResultFile.Parse(
            """{"results":[{"command":"x","median":1,"times":[1,2],"exit_codes":[0,3],"memory_usage_byte":[1048576,null],"parameters":{"n":"5"}}]}""", "f");

        PerfBenchmarkResult result = Assert.Single(session.Results);
        Assert.Equal("x (n=5)", result.Name);
        Assert.Equal("1 of 2 runs ended with another exit code than 0.", result.Error);
        Assert.Equal(1, Assert.Single(result.Series[1].Samples).Value);
        string withoutTimes = """{"results":[{"command":"x","median":1,"exit_codes":[0,3]}]}""";
        Assert.Equal(result.Error, Assert.Single(ResultFile.Parse(withoutTimes, "f").Results).Error);
    }
}
