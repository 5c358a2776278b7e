using PerfTracking.Benchmarks;
using PerfTracking.Formats.Results;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Tests;

/// <summary>Each format is known by its content, and read in the units that comparisons use.</summary>
public sealed class ResultReaderTests
{
    [Theory]
    [InlineData("benchmarkdotnet-full.json")]
    [InlineData("benchmarkdotnet-brief.json")]
    public void BenchmarkDotNet(string file)
    {
        PerfBenchmarkSession session = ResultFile.Read(SampleFile.Path(file));

        Assert.Equal("BenchmarkDotNet 0.15.8", session.Source);
        Assert.Equal(["Words.Repeat(N: 10)", "Words.Fails(N: 10)", "Words.Repeat(N: 1000)", "Words.Fails(N: 1000)"], session.Results.Select(result => result.Name));
        PerfBenchmarkResult repeat = session.Results[0];
        Assert.Equal([29.18317350745201e-6, 49.51875403523445e-6, 11.603009313344955e-6], Values(repeat, "time"), Close);
        Assert.Equal([48.0], Values(repeat, "allocated"));
        Assert.Equal(SampleKind.Counted, repeat.Series[1].Kind);
        Assert.NotNull(session.Results[3].Error);
        Assert.Empty(session.Results[3].Series);
    }

    [Fact]
    public void Google_Benchmark_gives_repetitions_and_what_was_skipped()
    {
        PerfBenchmarkSession session = ResultFile.Read(SampleFile.Path("google-benchmark.json"));

        Assert.Equal(["BM_StringCopy/64", "BM_StringCopy/4096", "BM_Skipped", "BM_Counter"], session.Results.Select(result => result.Name));
        Assert.Equal(5, Values(session.Results[0], "time").Length);
        Assert.Equal(17.60832766554673e-6, Values(session.Results[0], "time")[0], 12);
        Assert.Equal(0.0002726300964312895e-3, Values(session.Results[3], "time")[0], 15);
        Assert.Equal("no data", session.Results[2].Error);
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 18, 6, 1, TimeSpan.Zero), session.Started);
    }

    /// <summary>A benchmark with Complexity() and one that calls SkipWithMessage, as 1.9 writes them.</summary>
    [Fact]
    public void Google_Benchmark_makes_no_benchmark_of_a_complexity_nor_of_what_did_not_run()
    {
        PerfBenchmarkSession session = ResultFile.Parse(
            """
            { "context": { "host_name": "a" }, "benchmarks": [
              { "name": "BM_Sort/8", "run_name": "BM_Sort/8", "run_type": "iteration", "iterations": 9, "real_time": 1.5, "cpu_time": 1.4, "time_unit": "us" },
              { "name": "BM_Sort_BigO", "run_name": "BM_Sort", "run_type": "aggregate", "aggregate_name": "BigO", "aggregate_unit": "time", "cpu_coefficient": 1.1, "real_coefficient": 1.2, "big_o": "NlgN", "time_unit": "ns" },
              { "name": "BM_Sort_RMS", "run_name": "BM_Sort", "run_type": "aggregate", "aggregate_name": "RMS", "aggregate_unit": "percentage", "rms": 0.05 },
              { "name": "BM_Later", "run_name": "BM_Later", "run_type": "iteration", "skipped": true, "skip_message": "not here", "iterations": 0, "real_time": 0, "cpu_time": 0, "time_unit": "ns" } ] }
            """,
            "f");

        Assert.Equal("BM_Sort/8", Assert.Single(session.Results).Name);
        Assert.Equal([0.0015], Values(session.Results[0], "time"), Close);
    }

    [Fact]
    public void Pytest_benchmark_gives_every_round()
    {
        PerfBenchmarkSession session = ResultFile.Read(SampleFile.Path("pytest-benchmark.json"));

        Assert.Equal(["test_b.py::test_sort", "test_b.py::test_sleep[1]", "test_b.py::test_sleep[2]"], session.Results.Select(result => result.Name));
        Assert.Equal(646, Values(session.Results[0], "time").Length);
        Assert.InRange(Values(session.Results[1], "time")[0], 1, 3);
        Assert.Null(session.Commit);
        Assert.Null(session.Branch);
    }

    [Fact]
    public void Go_gives_a_sample_a_line_with_what_was_counted()
    {
        PerfBenchmarkSession session = ResultFile.Read(SampleFile.Path("go-bench.txt"));

        PerfBenchmarkResult fields = session.Results[0];
        Assert.Equal("example.com/words.BenchmarkFields-2", fields.Name);
        Assert.Equal([0.002080, 0.001725, 0.002437, 0.002582, 0.002803], Values(fields, "time"), Close);
        Assert.Equal([3200, 3200, 3200, 3200, 3200], Values(fields, "allocated"));
        BenchmarkSeries throughput = session.Results[1].Series.Single(series => series.Metric == "MB/s");
        Assert.Equal(MetricDirection.HigherIsBetter, throughput.Direction);
    }

    [Fact]
    public void Jmh_gives_every_iteration_of_every_fork()
    {
        PerfBenchmarkSession session = ResultFile.Read(SampleFile.Path("jmh.json"));

        Assert.Equal("JMH 1.37", session.Source);
        Assert.Equal("org.example.Words.repeat (n=1000)", session.Results[0].Name);
        Assert.Equal([0.002, 0.0025, 0.003, 0.00225, 0.0025, 0.00275], Values(session.Results[0], "time"), Close);
        Assert.Equal([140_000.0, 160_000], Values(session.Results[1], "throughput"));
        Assert.Equal(MetricDirection.HigherIsBetter, session.Results[1].Series[0].Direction);
    }

    [Fact]
    public void Criterion_is_read_from_messages_from_a_file_and_from_its_folder()
    {
        Assert.Equal([0.01242, 0.0124, 0.0124], Values(Assert.Single(ResultFile.Read(SampleFile.Path("criterion-messages.json")).Results), "time"), Close);

        string folder = SampleFile.Path("criterion");
        PerfBenchmarkSession all = ResultFile.Read(folder);
        Assert.Equal(["product 20", "sum/small"], all.Results.Select(result => result.Name));
        Assert.All(all.Results, result => Assert.Equal(12, Values(result, "time").Length));

        PerfBenchmarkSession one = ResultFile.Read(Path.Combine(folder, "sum", "small", "new", "sample.json"));
        Assert.Equal(Values(all.Results[1], "time"), Values(Assert.Single(one.Results), "time"));

        // What the tool itself estimated from these samples.
        double estimate = Values(Assert.Single(ResultFile.Read(Path.Combine(folder, "sum", "small", "new", "estimates.json")).Results), "time")[0];
        Assert.InRange(estimate, Values(all.Results[1], "time").Min(), Values(all.Results[1], "time").Max());
    }

    [Fact]
    public void JUnit_of_dotnet_test_gives_times_and_failures()
    {
        PerfBenchmarkSession session = ResultFile.Read(SampleFile.Path("junit-dotnet.xml"));

        Assert.Equal(
            ["Shop.Tests.Orders.Fails", "Shop.Tests.Orders.Loads", "Shop.Tests.Orders.Saves(1)", "Shop.Tests.Orders.Saves(2)"],
            session.Results.Select(result => result.Name));
        Assert.Equal("boom", session.Results[0].Error);
        Assert.Equal([12.347], Values(session.Results[1], "time"), Close);
    }

    [Fact]
    public void JUnit_of_pytest_gives_times_and_failures()
    {
        PerfBenchmarkSession session = ResultFile.Read(SampleFile.Path("junit-pytest.xml"));

        Assert.Equal(["test_b.test_sort", "test_b.test_sleep[1]", "test_b.test_sleep[2]", "test_b.test_plain", "test_b.test_bad"], session.Results.Select(result => result.Name));
        Assert.Equal([10.0], Values(session.Results[1], "time"), Close);
        Assert.StartsWith("AssertionError: boom", session.Results[4].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void NUnit_gives_times_and_failures()
    {
        PerfBenchmarkSession session = ResultFile.Read(SampleFile.Path("nunit.xml"));

        Assert.Contains("Shop.Tests.Orders.Loads", session.Results.Select(result => result.Name));
        Assert.DoesNotContain("Shop.Tests.Orders.Later", session.Results.Select(result => result.Name));
        Assert.InRange(Values(session.Results.Single(result => result.Name.EndsWith("Loads", StringComparison.Ordinal)), "time")[0], 12, 20);
        Assert.Equal("boom", session.Results.Single(result => result.Error is not null).Error);
    }

    [Fact]
    public void NUnit_of_version_2_says_when_it_ran_by_the_clock_on_the_wall()
    {
        static DateTimeOffset? StartOf(string when) => ResultFile.Parse($"""<test-results {when}><test-case name="a" time="0.25" result="Success"/></test-results>""", "f").Started;

        Assert.Equal(new DateTimeOffset(new DateTime(2026, 1, 5, 6, 0, 0, DateTimeKind.Local)), StartOf("date='2026-01-05' time='06:00:00'"));
        Assert.Null(StartOf("total='1'"));
        Assert.Null(StartOf("time='06:00:00'"));
    }

    [Theory]
    [InlineData("higher", MetricDirection.HigherIsBetter)]
    [InlineData("HigherIsBetter", MetricDirection.HigherIsBetter)]
    [InlineData("Lower", MetricDirection.LowerIsBetter)]
    [InlineData("lowerisbetter", MetricDirection.LowerIsBetter)]
    [InlineData("", MetricDirection.LowerIsBetter)]
    public void Csv_says_the_direction_as_our_own_format_or_our_objects_do(string word, MetricDirection direction)
    {
        BenchmarkSeries series = ResultFile.Parse($"Benchmark,Metric,Unit,Direction,Kind,Round,Value\na,rate,ops/s,{word},counted,2,1\n", "f").Results[0].Series[0];

        Assert.Equal((direction, SampleKind.Counted, 2), (series.Direction, series.Kind, series.Samples[0].Round));
    }

    [Fact]
    public void Csv_needs_a_name_and_a_value_and_takes_the_rest_where_it_is()
    {
        PerfBenchmarkSession simple = ResultFile.Parse("Name,Value\n\"a, b\",12.5\n\"a, b\",13\n", "f");
        Assert.Equal([12.5, 13], Values(Assert.Single(simple.Results), "time"));

        PerfBenchmarkSession whole = ResultFile.Parse(
            "Benchmark;Metric;Unit;Direction;Kind;Arm;Round;Value\nx;hits;ratio;HigherIsBetter;Measured;base;0;0.5\nx;hits;ratio;HigherIsBetter;Measured;head;0;0.25\n", "f");
        Assert.Equal(["base", "head"], whole.Arms.Select(arm => arm.Name));
        BenchmarkSeries series = Assert.Single(whole.Results[1].Series);
        Assert.Equal(("hits", "ratio", MetricDirection.HigherIsBetter), (series.Metric, series.Unit, series.Direction));
        Assert.Equal(new BenchmarkSample(0.25, 0), Assert.Single(series.Samples));
    }

    [Fact]
    public void A_comma_before_decimals_is_read_as_that()
    {
        Assert.Equal([1.5, 16.25], Values(Assert.Single(ResultFile.Parse("Name;Value\na;1,5\na;16,25\n", "f").Results), "time"));
        Assert.Equal([1500], Values(Assert.Single(ResultFile.Parse("""<testsuite><testcase name="a" time="1,5"/></testsuite>""", "f").Results), "time"));
        Assert.Equal([1_234_500, 1_000], Values(Assert.Single(ResultFile.Parse("""<testsuite><testcase name="a" time="1,234.5"/><testcase name="a" time="1"/></testsuite>""", "f").Results), "time"));
    }

    [Fact]
    public void What_a_tool_ran_twice_under_one_name_is_one_benchmark()
    {
        PerfBenchmarkResult result = Assert.Single(ResultFile.Parse("""{"results":[{"command":"a","median":1,"times":[1,2]},{"command":"a","median":3,"times":[3]}]}""", "f").Results);

        Assert.Equal([1000, 2000, 3000], Values(result, "time"));
        Assert.Equal(3, result.Invocations);
    }

    /// <summary>A group's methods, and what a profiler tells in every mode.</summary>
    [Fact]
    public void Jmh_tells_the_methods_of_a_group_in_each_mode_apart()
    {
        static string Run(string mode, string unit) =>
            $$$"""{"benchmark":"a.g","mode":"{{{mode}}}","primaryMetric":{"score":2,"scoreUnit":"{{{unit}}}" },"secondaryMetrics":{"get":{"score":2,"scoreUnit":"{{{unit}}}" },"gc.norm":{"score":8,"scoreUnit":"B/op"} } }""";

        PerfBenchmarkResult group = Assert.Single(ResultFile.Parse($"[{Run("thrpt", "ops/s")},{Run("avgt", "ms/op")}]", "f").Results);

        Assert.Equal(
            [("throughput", "ops/s"), ("get", "ops/s"), ("gc.norm", "B/op"), ("time", "ms"), ("get avgt", "ms")],
            group.Series.Select(series => (series.Metric, series.Unit)));
    }

    [Fact]
    public void Modes_of_one_jmh_benchmark_are_metrics_of_it()
    {
        static string Run(string mode, string unit) => $$$"""{"benchmark":"a.b","mode":"{{{mode}}}","primaryMetric":{"score":2,"scoreUnit":"{{{unit}}}","rawData":[[2]]},"secondaryMetrics":{} }""";

        PerfBenchmarkResult result = Assert.Single(ResultFile.Parse($"[{Run("thrpt", "ops/s")},{Run("avgt", "ms/op")},{Run("ss", "ms/op")}]", "f").Results);

        Assert.Equal(["throughput", "time", "time ss"], result.Series.Select(series => series.Metric));
    }

    private static double[] Values(PerfBenchmarkResult result, string metric) =>
        [.. result.Series.Single(series => series.Metric == metric).Samples.Select(sample => sample.Value)];

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 1e-9 * Math.Abs(expected);
}
