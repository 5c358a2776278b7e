using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Json.Schema;
using PerfTracking.Benchmarks;
using PerfTracking.Formats.Results;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Tests;

/// <summary>Our own results.json.</summary>
public sealed class SessionFormatTests
{
    private static readonly PerfBenchmarkSession Session = new()
    {
        Source = "PerfTracking 0.2.0",
        Started = new DateTimeOffset(2026, 11, 25, 18, 0, 0, TimeSpan.Zero),
        Ended = new DateTimeOffset(2026, 11, 25, 18, 1, 12, 345, TimeSpan.Zero),
        Environment = "agent <1>",
        Commit = "6618b765",
        Branch = "schnéller/\"quoted\"",
        Seed = -7,
        Arms = [new("base") { Commit = "0f4c", Ref = "origin/main", FoundBy = "merge base" }, new("head"), new("control")],
        Results =
        [
            new()
            {
                Name = "validation", Arm = "base", Metric = "VAL-001", Tags = ["a", "b c"], File = "sub/x.Perf.ps1", Invocations = 2, ErrorShare = 0.5,
                Series =
                [
                    new("time", "ms", MetricDirection.LowerIsBetter, SampleKind.Measured) { Resolution = 0.05, Samples = [new(101.2, 0), new(0.1 + 0.2, 0, 1), new(1e-300, 1)] },
                    new("hits", "", MetricDirection.HigherIsBetter, SampleKind.Counted) { Samples = [new(double.MaxValue), new(-1)] },
                ],
            },
            new() { Name = "validation", Error = "It threw." },
        ],
        Problems = [new("BaseNotFound", "There is no base.", "validation", "base"), new("NoBenchmarkFound", "None.")],
    };

    [Fact]
    public void What_was_written_is_read_again() => Assert.Equal(Session, ResultFile.Parse(Written(Session), "f"));

    [Fact]
    public void What_a_stranger_calls_things_is_obeyed_by_no_terminal_and_no_run()
    {
        string Hostile(string text) => text + "\u001b]0;x\u0007\u202e\n::error::y ##vso[task.complete]##[add-mask]z";

        BenchmarkSeries series = new(Hostile("time"), Hostile("ms"), MetricDirection.LowerIsBetter, SampleKind.Measured) { Samples = [new(1)] };
        PerfBenchmarkSession read = ResultFile.Parse(
            Written(new PerfBenchmarkSession
            {
                Source = Hostile("PerfTracking"),
                Environment = Hostile("agent"),
                Commit = Hostile("6618b765"),
                Branch = Hostile("main"),
                Arms = [new(Hostile("base")) { Commit = Hostile("0f4c"), Ref = Hostile("main"), FoundBy = Hostile("merge base") }],
                Results = [new() { Name = Hostile("::a"), Arm = Hostile("base"), Metric = Hostile("VAL-001"), Tags = [Hostile("a")], File = Hostile("x"), Error = Hostile("It threw."), Series = [series] }],
                Problems = [new(Hostile("None"), Hostile("None."), Hostile("a"), Hostile("base"))],
            }),
            "f");

        foreach (string text in Texts(JsonSerializer.SerializeToNode(read)!))
        {
            Assert.DoesNotContain(text, static letter => char.IsControl(letter) || letter == '\u202e');
            Assert.DoesNotMatch(@"^\s*::|##(vso)?\[", text);
        }

        static IEnumerable<string> Texts(JsonNode node) => node switch
        {
            JsonObject parent => parent.SelectMany(static child => child.Value is null ? [] : Texts(child.Value)),
            JsonArray list => list.SelectMany(static child => Texts(child!)),
            _ => node.GetValueKind() == JsonValueKind.String ? [node.GetValue<string>()] : [],
        };
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_said_in_plain_text()
    {
        var twice = new PerfBenchmarkResult { Name = "a\u001b]0;x\u0007\n::error::y ##[add-mask]z", Error = "It threw." };
        string message = Assert.Throws<ResultFileException>(() => ResultFile.Parse(Written(Session with { Results = [twice, twice] }), "f")).Message;

        Assert.Contains("twice", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
        Assert.DoesNotContain("##[", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_replaces_the_one_before_it_and_leaves_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder["results.json"];
        File.WriteAllText(path, "older");

        SessionWriter.Write(Session, path);

        Assert.Equal(Session, ResultFile.Read(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_value_that_is_no_number_is_not_written_and_the_file_before_stays()
    {
        using var folder = new TemporaryFolder();
        string path = folder["results.json"];
        File.WriteAllText(path, "older");

        Assert.Throws<ArgumentException>(() => SessionWriter.Write(WithTimes(double.NaN), path));

        Assert.Equal("older", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void The_published_schema_is_that_of_what_is_written()
    {
        JsonSchema schema = JsonSchema.FromText(File.ReadAllText(SampleFile.Path("../Schemas/benchmark-results.schema.json")));
        var options = new EvaluationOptions { RequireFormatValidation = true };

        Assert.True(schema.Evaluate(JsonDocument.Parse(Written(Session)).RootElement, options).IsValid);
        Assert.False(schema.Evaluate(JsonDocument.Parse(Changed(static root => root.Remove("source"))).RootElement, options).IsValid);
        Assert.False(schema.Evaluate(JsonDocument.Parse(Changed(static root => root["results"]![0]!["series"]![0]!["direction"] = "up")).RootElement, options).IsValid);
    }

    [Fact]
    public void Fields_of_a_later_day_are_left_alone() =>
        Assert.Equal(Session, ResultFile.Parse(Changed(static root => root["results"]![0]!["processor"] = "new"), "f"));

    public static TheoryData<string, ResultFileDefect> Defects() => new()
    {
        { Changed(static root => root["schemaVersion"] = 2), ResultFileDefect.ResultFormatNewer },
        { Changed(static root => root["schemaVersion"] = 0), ResultFileDefect.ResultFileMalformed },
        { Changed(static root => root.Remove("schemaVersion")), ResultFileDefect.ResultFileMalformed },
        { Changed(static root => root.Remove("source")), ResultFileDefect.ResultFileMalformed },
        { Changed(static root => root["format"] = "Other"), ResultFileDefect.ResultFormatNotRecognized },
        { Changed(static root => root["results"] = new JsonArray()), ResultFileDefect.ResultFileWithoutSample },
        { Changed(static root => root["results"]!.AsArray().Add(root["results"]![0]!.DeepClone())), ResultFileDefect.ResultFileMalformed },
        { Changed(static root => FirstSeries(root)["values"]![0] = "NaN"), ResultFileDefect.ResultFileMalformed },
        { Changed(static root => FirstSeries(root)["values"]![0] = -1), ResultFileDefect.ResultValueNotValid },
        { Changed(static root => FirstSeries(root)["rounds"]!.AsArray().RemoveAt(0)), ResultFileDefect.ResultFileMalformed },
        { Changed(static root => FirstSeries(root)["rounds"]![0] = -2), ResultFileDefect.ResultFileMalformed },
        { Changed(static root => FirstSeries(root)["kind"] = "guessed"), ResultFileDefect.ResultFileMalformed },
        { Written(Session).Replace("101.2", "NaN", StringComparison.Ordinal), ResultFileDefect.ResultValueNotValid },
        { Written(Session).Replace("101.2", "1e999", StringComparison.Ordinal), ResultFileDefect.ResultValueNotValid },
        { Written(Session)[..^200], ResultFileDefect.ResultFileTruncated },
    };

    [Theory]
    [MemberData(nameof(Defects))]
    public void Each_defect_has_its_name(string text, ResultFileDefect defect) =>
        Assert.Equal(defect, Assert.Throws<ResultFileException>(() => ResultFile.Parse(text, "f")).Defect);

    [Fact]
    public void A_hundred_thousand_samples_are_read()
    {
        PerfBenchmarkSession session = ResultFile.Parse(Written(WithTimes([.. Enumerable.Range(0, 100_000).Select(static i => 100 + (i % 7 / 10.0))])), "f");

        Assert.Equal(100_000, session.Results[0].Series[0].Samples.Count);
    }

    [Fact]
    public void Mutated_files_are_read_or_refused_and_never_crash()
    {
        string whole = Written(Session);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 4], Gen.Char[' ', '~'], Gen.Int[0, 60]).Sample(
            (at, how, character, length) =>
            {
                string mutated = how switch
                {
                    0 => whole[..at],
                    1 => whole.Remove(at, Math.Min(length, whole.Length - at)),
                    2 => whole.Insert(at, character.ToString()),
                    3 => string.Concat(whole.AsSpan(0, at), character.ToString(), whole.AsSpan(at + 1)),
                    _ => whole.Insert(at, whole.Substring(at / 2, length)),
                };
                try
                {
                    return ResultFile.Parse(mutated, "f").Results.All(static result => result.Series.All(static series => series.Samples.All(static sample => double.IsFinite(sample.Value))));
                }
                catch (ResultFileException)
                {
                    return true;
                }
            },
            iter: 5_000);
    }

    private static PerfBenchmarkSession WithTimes(params double[] values) => new()
    {
        Source = "s",
        Results =
        [
            new() { Name = "b", Series = [new("time", "ms", MetricDirection.LowerIsBetter, SampleKind.Measured) { Samples = [.. values.Select(static (value, index) => new BenchmarkSample(value, index))] }] },
        ],
    };

    private static string Written(PerfBenchmarkSession session)
    {
        using var stream = new MemoryStream();
        SessionWriter.Write(session, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Changed(Action<JsonObject> change)
    {
        JsonObject root = JsonNode.Parse(Written(Session))!.AsObject();
        change(root);
        return root.ToJsonString();
    }

    private static JsonNode FirstSeries(JsonObject root) => root["results"]![0]!["series"]![0]!;
}
