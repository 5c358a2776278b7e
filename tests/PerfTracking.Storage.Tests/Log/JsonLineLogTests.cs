using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using CsCheck;
using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;

namespace PerfTracking.Storage.Tests.Log;

public sealed class JsonLineLogTests : IDisposable
{
    private static readonly Guid Session = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_has_exactly_what_the_schema_says()
    {
        Log.Write(Snapshot with
        {
            Cold = true,
            Commit = "abc123",
            Branch = "main",
            PerformanceIndex = 87.5,
            Tags = new Dictionary<string, string> { ["ring"] = "canary" },
            Measurements = [Measurement("APP-001", 620.5), Measurement("queue", 7)],
            Alerts = [Alert with { IsNew = true, Expected = 500 }, Alert with { Id = 4, Count = 9 }],
        });

        Assert.Equal(
            """
            {"schema":1,"time":"2026-03-01T12:00:00.123Z","snapshot":7,"session":"0f8fad5b-d9cb-469f-a165-70867728950e","application":"shop","environment":"lab","cold":true,"commit":"abc123","branch":"main","tags":{"ring":"canary"},"metrics":{"APP-001":620.5,"queue":7},"units":{"APP-001":"ms","queue":"ms"},"alerts":[{"id":3,"new":true,"grown":false,"metric":"APP-001","kind":"Threshold","severity":"Error","count":1,"value":620.5,"unit":"ms","expected":500,"message":"24 % beyond."},{"id":4,"new":false,"grown":false,"metric":"APP-001","kind":"Threshold","severity":"Error","count":9,"value":620.5,"unit":"ms","message":"24 % beyond."}],"index":87.5}

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(Today));
    }

    [Fact]
    public void What_is_not_known_is_null_or_empty_and_never_missing()
    {
        Log.Write(Snapshot);

        Assert.EndsWith("\"cold\":false,\"commit\":null,\"branch\":null,\"tags\":{},\"metrics\":{},\"units\":{},\"alerts\":[],\"index\":null}\n", File.ReadAllText(Today), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two\nlines\r\nand \"quotes\"")]
    [InlineData("a\0b\u2028c")]
    [InlineData("🚀 日本語")]
    public void Any_text_stays_on_its_line(string text)
    {
        Log.Write(Snapshot with { Application = text, Tags = new Dictionary<string, string> { [text] = text }, Measurements = [Measurement(text, 1)] });

        JsonElement line = Assert.Single(Lines(Today));
        Assert.Equal(text, line.GetProperty("application").GetString());
        Assert.Equal(text, line.GetProperty("tags").GetProperty(text).GetString());
        Assert.Equal(1, line.GetProperty("metrics").GetProperty(text).GetDouble());
    }

    [Fact]
    public void Any_texts_and_numbers_are_read_back_as_they_were() => Gen.Select(Gen.Char.Array[0, 20], Gen.Char.Array[1, 5], Gen.Double).Sample((text, tag, number) =>
    {
        using var folder = new TemporaryFolder();
        new JsonLineLog(folder.Path).Write(Snapshot with
        {
            Application = new string(text),
            Tags = new Dictionary<string, string> { [new string(tag)] = new string(text) },
            Measurements = [Measurement("queue", double.IsFinite(number) ? number : 0)],
        });

        string line = Assert.Single(File.ReadAllLines(Directory.GetFiles(folder.Path)[0]));
        using var read = JsonDocument.Parse(line);
        Assert.Equal(Whole(text), read.RootElement.GetProperty("application").GetString());
        Assert.Equal(Whole(text), read.RootElement.GetProperty("tags").GetProperty(Whole(tag)).GetString());
        Assert.Equal(double.IsFinite(number) ? number : 0, read.RootElement.GetProperty("metrics").GetProperty("queue").GetDouble());

        // UTF-8 has no half of a surrogate pair.
        static string Whole(char[] text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
    });

    [Theory]
    [InlineData("2026-03-01T23:59:59.999+00:00", "20260301")]
    [InlineData("2026-03-02T00:00:00.000+00:00", "20260302")]
    [InlineData("2026-03-02T01:30:00.000+02:00", "20260301")]
    [InlineData("2026-03-01T23:30:00.000-05:00", "20260302")]
    public void A_day_has_a_file_by_the_clock_of_UTC(string time, string day)
    {
        Log.Write(Snapshot with { Timestamp = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture) });

        Assert.Equal([$"performance_{day}.log"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Lines_are_added_behind_what_is_there()
    {
        Log.Write(Snapshot);
        Log.Write(Snapshot with { Id = 8 });
        new JsonLineLog(_folder.Path).Write(Snapshot with { Id = 9 });

        Assert.Equal([7, 8, 9], Lines(Today).Select(line => line.GetProperty("snapshot").GetInt32()));
    }

    [Fact]
    public async Task Eight_writers_of_two_hundred_lines_lose_none()
    {
        // All of them at once, line by line.
        using var barrier = new Barrier(8);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Factory.StartNew(
            () =>
            {
                JsonLineLog log = Log;
                for (int i = 0; i < 200; i++)
                {
                    barrier.SignalAndWait();
                    log.Write(Snapshot with { Id = (writer * 200) + i, Tags = new Dictionary<string, string> { ["long"] = new('x', 50 * writer) } });
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(Enumerable.Range(0, 1600), Lines(Today).Select(line => line.GetProperty("snapshot").GetInt32()).Order());
    }

    [Needs("unix")]
    [UnsupportedOSPlatform("windows")]
    public void A_new_file_is_its_owners_alone()
    {
        Log.Write(Snapshot);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Today));
    }

    [Fact]
    public void Files_of_days_before_go_and_all_others_stay()
    {
        string[] stay = ["performance_20260301.log", "performance_20270101.log", "performance_20260228.log.bak", "performance_99999999.log", "performance_2026022.log", "my_performance_20200101.log", "performance.db", "notes.log"];
        foreach (string name in (string[])[.. stay, "performance_20260228.log", "performance_19991231.log"])
        {
            File.WriteAllText(_folder[name], "");
        }

        Log.RemoveBefore(new DateOnly(2026, 3, 1));

        Assert.Equal(stay.Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_at_once()
    {
        Assert.Throws<DirectoryNotFoundException>(() => new JsonLineLog(_folder["gone"]).Write(Snapshot));
    }

    private static PerfSnapshot Snapshot { get; } = new()
    {
        Id = 7,
        Timestamp = TestStore.Noon.AddMilliseconds(123),
        Application = "shop",
        Environment = "lab",
        Cold = false,
        SessionId = Session,
    };

    private static PerfAlert Alert { get; } = new()
    {
        Id = 3,
        Metric = "APP-001",
        Name = "startup_time_ms",
        Unit = "ms",
        Application = "shop",
        Environment = "lab",
        Kind = DetectionTier.Threshold,
        Severity = PerfSeverity.Error,
        Value = 620.5,
        Message = "24 % beyond.",
    };

    private JsonLineLog Log => new(_folder.Path);

    private string Today => _folder["performance_20260301.log"];

    private static JsonElement[] Lines(string path) => [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];

    private static PerfMeasurement Measurement(string metric, double value) => new()
    {
        SnapshotId = 7,
        Timestamp = TestStore.Noon,
        Application = "shop",
        Metric = metric,
        Name = metric,
        Value = value,
        Unit = "ms",
        Minimum = value,
        Maximum = value,
        Cold = false,
        Environment = "lab",
        SessionId = Session,
    };
}
