using System.Text.Json;
using CsCheck;
using Json.Schema;
using PerfTracking.Formats.Gates;
using PerfTracking.Gates;

namespace PerfTracking.Formats.Tests;

public sealed class GateFileTests
{
    private const string Whole = """
        {
          "$schema": "perfgate.schema.json", "schemaVersion": 1, // A remark.
          "failPercent": 15, "warnPercent": 7.5, "indexFallPercent": 12, "countedFailPercent": 8, "countedWarnPercent": 2,
          "onUndecided": "fail", "required": ["valid*"],
          "rules": [
            { "benchmark": "cold*", "metric": "time", "failPercent": 40, "warnPercent": 30, "minimumDifference": 0.5 },
            { "benchmark": "old", "allowRemoved": true }, { "metric": "peak_memory", "ignore": true }
          ]
        }
        """;

    [Fact]
    public void Every_limit_is_read() => Assert.Equal(
        new PerfGateLimits
        {
            FailPercent = 15,
            WarnPercent = 7.5,
            IndexFallPercent = 12,
            CountedFailPercent = 8,
            CountedWarnPercent = 2,
            OnUndecided = UndecidedRule.Fail,
            Required = ["valid*"],
            Rules =
            [
                new() { Benchmark = "cold*", Metric = "time", FailPercent = 40, WarnPercent = 30, MinimumDifference = 0.5 },
                new() { Benchmark = "old", AllowRemoved = true },
                new() { Metric = "peak_memory", Ignore = true },
            ],
        },
        GateFile.Parse(Whole, "f"));

    [Fact]
    public void What_is_left_out_has_its_default() => Assert.Equal(new PerfGateLimits(), GateFile.Parse("{}", "f"));

    [Theory]
    [InlineData("""{ "failPercent": 5, "countedFailPercent": 2 }""", 5, 2)]
    [InlineData("""{ "failPercent": 30, "countedFailPercent": 20 }""", 10, 3)]
    public void A_warning_is_by_default_no_later_than_the_failure(string text, double warn, double countedWarn)
    {
        PerfGateLimits limits = GateFile.Parse(text, "f");

        Assert.Equal((warn, countedWarn), (limits.WarnPercent, limits.CountedWarnPercent));
    }

    [Theory]
    [InlineData("", GateFileException.Malformed)]
    [InlineData("[]", GateFileException.Malformed)]
    [InlineData("{\"failPercent\": 2", GateFileException.Malformed)]
    [InlineData("{\"failPercnt\": 20}", GateFileException.Malformed)]
    [InlineData("{\"failPercent\": \"20\"}", GateFileException.Malformed)]
    [InlineData("{\"failPercent\": NaN}", GateFileException.Malformed)]
    [InlineData("{\"failPercent\": 1e999}", GateFileException.Malformed)]
    [InlineData("{\"failPercent\": 0}", GateFileException.Malformed)]
    [InlineData("{\"failPercent\": 5, \"warnPercent\": 10}", GateFileException.Malformed)] // What fails must warn before.
    [InlineData("{\"onUndecided\": \"never\"}", GateFileException.Malformed)]
    [InlineData("{\"failPercent\": 5, \"failPercent\": 99}", GateFileException.Malformed)]
    [InlineData("{\"rules\": [{\"failPercent\": 5, \"failPercent\": 99}]}", GateFileException.Malformed)]
    [InlineData("{\"schemaVersion\": 0}", GateFileException.Malformed)]
    [InlineData("{\"rules\": [{\"benchmrk\": \"a\"}]}", GateFileException.Malformed)]
    [InlineData("{\"rules\": {}}", GateFileException.Malformed)]
    [InlineData("{\"rules\": [null]}", GateFileException.Malformed)]
    [InlineData("{\"required\": [\"\"]}", GateFileException.Malformed)]
    [InlineData("{\"schemaVersion\": 2, \"later\": 1}", GateFileException.Newer)]
    public void What_is_no_limit_is_refused(string text, string id) => Assert.Equal(id, Assert.Throws<GateFileException>(() => GateFile.Parse(text, "f")).Id);

    [Theory]
    [InlineData("{\"warnPercent\": \"20\"}", "The limits 'f' cannot be used: 'warnPercent' is \"20\", which is no number.")]
    [InlineData("{\"rules\": [{\"ignore\": 1}]}", "The limits 'f' cannot be used: 'ignore' is 1, neither true nor false.")]
    [InlineData("", "The limits 'f' cannot be used: the file is empty.")]
    [InlineData("[]", "The limits 'f' cannot be used: the file is [], which is no object in { }.")]
    [InlineData("{\"required\": \"a\"}", "The limits 'f' cannot be used: 'required' is \"a\", which is no list in [ ].")]
    [InlineData("{\"required\": [5]}", "The limits 'f' cannot be used: 'required' has 5, which is no text.")]
    [InlineData("{\"rules\": [5]}", "The limits 'f' cannot be used: an item of 'rules' is 5, which is no object in { }.")]
    [InlineData("{\"schemaVersion\": 1.5}", "The limits 'f' cannot be used: 'schemaVersion' is 1.5, which is no whole number.")]
    [InlineData("{\"failPercent\": 5, \"warnPercent\": 10}", "The limits 'f' cannot be used: WarnPercent is 10 and FailPercent 5: what fails must warn before.")]
    public void What_is_of_the_wrong_kind_is_named(string text, string message) =>
        Assert.Equal(message, Assert.Throws<GateFileException>(() => GateFile.Parse(text, "f")).Message);

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be() =>
        Assert.Equal(GateFileException.NotFound, Assert.Throws<GateFileException>(() => GateFile.Read(SampleFile.Path("none.json"))).Id);

    [Fact]
    public void A_file_that_is_larger_than_limits_can_be_is_not_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["perfgate.json"], $"{{ \"required\": [\"{new string('a', 1 << 20)}\"] }}");

        GateFileException refused = Assert.Throws<GateFileException>(() => GateFile.Read(folder["perfgate.json"]));
        Assert.Equal(GateFileException.TooLarge, refused.Id);
        Assert.EndsWith("are larger than 1 MiB, which no file of limits is.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_schema_takes_what_is_read_and_refuses_what_is_not()
    {
        JsonSchema schema = JsonSchema.FromText(File.ReadAllText(SampleFile.Path("../Schemas/perfgate.schema.json")));
        bool IsValid(string text) => schema.Evaluate(JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }).RootElement).IsValid;

        Assert.True(IsValid(Whole));
        Assert.True(IsValid("{}"));
        Assert.False(IsValid("{\"failPercnt\": 20}"));
        Assert.False(IsValid("{\"rules\": [{\"benchmrk\": \"a\"}]}"));
        Assert.False(IsValid("{\"schemaVersion\": 2}"));
    }

    [Fact]
    public void Mutated_limits_are_read_or_refused_and_never_crash() => Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Int[0, 3], Gen.Char[' ', '~'], Gen.Int[0, 40]).Sample(
        static (at, how, character, length) =>
        {
            string mutated = how switch
            {
                0 => Whole[..at],
                1 => Whole.Remove(at, Math.Min(length, Whole.Length - at)),
                2 => Whole.Insert(at, character.ToString()),
                _ => string.Concat(Whole.AsSpan(0, at), character.ToString(), Whole.AsSpan(at + 1)),
            };
            try
            {
                GateFile.Parse(mutated, "f").EnsureValid();
            }
            catch (GateFileException)
            {
            }
        },
        iter: 5_000);
}
