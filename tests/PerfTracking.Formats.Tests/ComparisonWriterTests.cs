using System.Text.Json;
using System.Xml.Linq;
using PerfTracking.Comparison;
using PerfTracking.Formats.Comparisons;
using PerfTracking.Gates;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Tests;

/// <summary>What a pull request is told, in each format, also where names are hostile.</summary>
public sealed class ComparisonWriterTests
{
    private static readonly PerfComparison Slower = new()
    {
        Benchmark = "validation",
        Metric = "time",
        Unit = "ms",
        Direction = MetricDirection.LowerIsBetter,
        Status = ComparisonStatus.Regressed,
        Current = 125,
        Baseline = 100,
        ChangePercent = 25,
        ChangeLower = 22,
        ChangeUpper = 28,
        Confidence = 0.95,
        PValue = 0.0004,
        Method = "paired by round",
        SampleCount = 15,
        NoiseFloorPercent = 1.5,
        ThresholdPercent = 5,
        Commit = "1f0c7e21f0c7e21f0c7e21f0c7e21f0c7e21f0c7",
        BaselineCommit = "90d2c1a90d2c1a90d2c1a90d2c1a90d2c1a90d2c",
        Branch = "feature",
    };

    private static readonly PerfComparison Same = Slower with
    {
        Benchmark = "export",
        Status = ComparisonStatus.Unchanged,
        Current = 50,
        Baseline = 50,
        ChangePercent = 0,
        ChangeLower = -1,
        ChangeUpper = 1,
        PValue = 0.9,
    };

    [Fact]
    public void Markdown_tells_the_verdict_what_changed_and_folds_the_rest()
    {
        string text = ComparisonWriter.Write(Gate([Slower, Same]) with { RepeatCommand = "Invoke-PerfBenchmark -Base 90d2c1a" }, ComparisonFormat.Markdown);

        Assert.StartsWith("### ❌ Performance\n\nThe gate failed", text, StringComparison.Ordinal);
        Assert.Contains("branch `feature` · commit `1f0c7e2` · baseline `90d2c1a`", text, StringComparison.Ordinal);
        string row = Assert.Single(text.Split('\n'), line => line.StartsWith("| validation, time | 125 ms", StringComparison.Ordinal));
        Assert.EndsWith("| `········┃·····├●·` | 🔴 regressed |", row, StringComparison.Ordinal);
        int fold = text.IndexOf("<details>\n<summary>1 unchanged</summary>", StringComparison.Ordinal);
        Assert.InRange(text.IndexOf("| export, time", StringComparison.Ordinal), fold, int.MaxValue);
        Assert.Contains("```powershell\nInvoke-PerfBenchmark -Base 90d2c1a\n```", text, StringComparison.Ordinal);
        Assert.Contains("\n- ❌ validation, time\\: regressed, 125 ms against 100 ms, +25% (+22% to +28%), noise floor 1.5 %. The limit is 20 %. (`MetricRegressed`)\n", text, StringComparison.Ordinal);
        Assert.Contains("\nThe intervals of all metrics hold together with 95 %; below the noise floor, ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_speaks_of_no_noise_floor_where_there_is_none()
    {
        string text = ComparisonWriter.Write(new ComparisonReport([Slower with { Method = "independent samples", NoiseFloorPercent = null }]), ComparisonFormat.Markdown);

        Assert.Contains("\nThe intervals of all metrics hold together with 95 %.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_tells_what_fails_from_what_warns()
    {
        PerfComparison little = Slower with { Benchmark = "import", ChangePercent = 12, ChangeLower = 11, ChangeUpper = 13 };

        string text = ComparisonWriter.Write(Gate([Slower, little, Same, Same with { Benchmark = "b" }, Same with { Benchmark = "c" }]), ComparisonFormat.Markdown);

        Assert.Contains("\n- ❌ validation, time", text, StringComparison.Ordinal);
        Assert.Contains("\n- ⚠️ import, time", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_takes_no_orders_from_names()
    {
        const string Hostile = "a|b\n<script>alert(1)</script> [x](javascript:alert(1)) @team #12 `code` \u202egnp **b** </details>";
        string text = ComparisonWriter.Write(new ComparisonReport([Slower with { Benchmark = Hostile, Branch = "x`|\u202e", Reason = Hostile }]) { Title = Hostile }, ComparisonFormat.Markdown);

        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@team", text, StringComparison.Ordinal);
        Assert.DoesNotContain("](javascript:", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" #12", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", text, StringComparison.Ordinal);
        Assert.Equal(text.Split("<details>").Length, text.Split("</details>").Length);
        Assert.Contains("| a\\|b &lt;script&gt;", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("www.evil.com", "www\\.evil\\.com")]
    [InlineData("www.\u202eevil.\u2066com", "www\\.evil\\.com")]
    [InlineData("www.163.com", "www\\.163\\.com")]
    [InlineData("2.5 it. End.", "2.5 it. End.")]
    public void Markdown_makes_no_address_of_a_name(string name, string expected) =>
        Assert.Contains($"| {expected}, time |", ComparisonWriter.Write(new ComparisonReport([Slower with { Benchmark = name }]), ComparisonFormat.Markdown), StringComparison.Ordinal);

    [Fact]
    public void Markdown_makes_no_formula_of_a_name_and_turns_no_command_round()
    {
        string text = ComparisonWriter.Write(new ComparisonReport([Slower with { Benchmark = "$x$" }]) { RepeatCommand = "a \u202e b" }, ComparisonFormat.Markdown);

        Assert.Contains("| \\$x\\$, time", text, StringComparison.Ordinal);
        Assert.Contains("```powershell\na  b\n```", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_holds_a_hundred_metrics()
    {
        PerfComparison[] many = [.. Enumerable.Range(0, 100).Select(static i => Slower with { Benchmark = $"benchmark number {i}" })];
        Assert.InRange(ComparisonWriter.Write(Gate(many), ComparisonFormat.Markdown).Length, 10_000, 64_000);
    }

    [Fact]
    public void Json_holds_every_number_and_the_gate()
    {
        using var json = JsonDocument.Parse(ComparisonWriter.Write(Gate([Slower, Same with { ChangePercent = double.PositiveInfinity, PValue = null }]), ComparisonFormat.Json));
        JsonElement root = json.RootElement;

        Assert.Equal((1, 1, "Failed"), (root.GetProperty("schemaVersion").GetInt32(), root.GetProperty("gate").GetProperty("exitCode").GetInt32(), root.GetProperty("gate").GetProperty("outcome").GetString()));
        JsonElement first = root.GetProperty("comparisons")[0];
        Assert.Equal((25.0, 22.0, 28.0, 0.0004, 15), (first.GetProperty("changePercent").GetDouble(), first.GetProperty("changeLower").GetDouble(), first.GetProperty("changeUpper").GetDouble(), first.GetProperty("pValue").GetDouble(), first.GetProperty("sampleCount").GetInt32()));
        Assert.False(root.GetProperty("comparisons")[1].TryGetProperty("changePercent", out _));
    }

    [Fact]
    public void Csv_is_read_back_and_starts_no_formula()
    {
        string text = ComparisonWriter.Write(new ComparisonReport([Slower with { Benchmark = "=HYPERLINK(\"x\")" }, Same with { Benchmark = "a,\"b\"\nc" }]), ComparisonFormat.Csv);

        string[] first = Results.DelimitedText.Rows(text).First();
        string[] header = Results.DelimitedText.Header(text);
        Assert.Equal("'=HYPERLINK(\"x\")", first[0]);
        Assert.Equal("25", first[Array.IndexOf(header, "ChangePercent")]);
        Assert.Equal("a,\"b\"\nc", Results.DelimitedText.Rows(text).Last()[0].ReplaceLineEndings("\n"));
    }

    [Fact]
    public void JUnit_has_a_failure_an_error_and_a_skip_for_what_the_gate_says()
    {
        PerfComparison removed = Same with { Benchmark = "old\u0001", Status = ComparisonStatus.Removed, Current = null };
        XElement root = XElement.Parse(ComparisonWriter.Write(Gate([Slower, Same, removed]), ComparisonFormat.JUnit).Split('\n', 2)[1]);

        Assert.Equal(("1", "1"), ((string?)root.Attribute("failures"), (string?)root.Attribute("errors")));
        XElement failed = root.Descendants("testcase").Single(test => (string?)test.Attribute("classname") == "validation");
        Assert.Equal("MetricRegressed", (string?)failed.Element("failure")?.Attribute("type"));
        Assert.Equal("0.125", (string?)failed.Attribute("time"));
        Assert.NotNull(root.Descendants("testcase").Single(test => (string?)test.Attribute("classname") == "export").Element("system-out"));
    }

    [Fact]
    public void JUnit_holds_what_XML_cannot_as_a_replacement()
    {
        var problem = new Benchmarks.BenchmarkProblem("Bad\u001b", "\u001b[31mIt threw.\ud800", "half \udc00 🎉");
        XElement root = XElement.Parse(ComparisonWriter.Write(ComparisonReport.Of(GateEvaluator.Evaluate([Slower], new PerfGateLimits(), [problem], [])), ComparisonFormat.JUnit).Split('\n', 2)[1]);

        XElement broken = root.Descendants("testcase").Single(static test => (string?)test.Attribute("classname") == "half \ufffd 🎉");
        Assert.Equal(("Bad\ufffd", "\ufffd[31mIt threw.\ufffd"), ((string?)broken.Element("error")?.Attribute("type"), (string?)broken.Element("error")?.Attribute("message")));
    }

    [Fact]
    public void Unchanged_metrics_are_no_news_and_a_regression_is()
    {
        Assert.False(Gate([Same]).HasNews);
        Assert.True(Gate([Slower]).HasNews);
        Assert.False(Gate([Same with { Status = ComparisonStatus.Added, Baseline = null }, Same]).HasNews);
    }

    [Theory]
    [InlineData(UndecidedRule.Warn, true)]
    [InlineData(UndecidedRule.Fail, true)]
    [InlineData(UndecidedRule.Pass, false)]
    public void What_is_undecided_is_no_news_where_it_was_to_pass(UndecidedRule rule, bool news) => Assert.Equal(
        news,
        ComparisonReport.Of(GateEvaluator.Evaluate([Slower with { Status = ComparisonStatus.Uncertain, ChangeLower = -5 }], new PerfGateLimits { OnUndecided = rule }, [], [])).HasNews);

    private static ComparisonReport Gate(PerfComparison[] comparisons) => ComparisonReport.Of(GateEvaluator.Evaluate(comparisons, new PerfGateLimits(), [], []));
}
