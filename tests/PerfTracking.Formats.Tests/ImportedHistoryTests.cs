using System.Globalization;
using System.Text;
using PerfTracking.Benchmarks;
using PerfTracking.Formats.Results;
using PerfTracking.History;

namespace PerfTracking.Formats.Tests;

/// <summary>What a table of measurements brings, as <c>Get-PerfMeasurement | Export-Csv</c> writes it.</summary>
public sealed class ImportedHistoryTests
{
    private static readonly string[] InOneMillisecond =
        [.. Enumerable.Range(1, 50).Select(i => $"{i},2026-03-01 12:00:00.125Z,app,APP-001,{100 + (i * 37 % 50)}")];

    private string _file = string.Empty;

    [Fact]
    public void Snapshots_of_one_millisecond_stay_in_their_order()
    {
        PerfSnapshot[] forth = Read(InOneMillisecond), back = Read(InOneMillisecond.Reverse());

        Assert.Equal(Enumerable.Range(1, 50).Select(i => 100.0 + (i * 37 % 50)), forth.OrderBy(snapshot => snapshot.Mark).Select(snapshot => snapshot.Measurements[0].Value));
        Assert.Equal(forth.Select(snapshot => snapshot.Identity), back.Select(snapshot => snapshot.Identity));
    }

    [Fact]
    public void The_same_snapshot_is_the_same_in_another_table()
    {
        const string alone = "51,2026-03-01 12:00:00.126Z,app,APP-001,9";

        Assert.Equal(Read([.. InOneMillisecond, alone])[^1].Identity, Read([alone])[0].Identity);
    }

    [Fact]
    public void The_same_snapshot_is_the_same_whatever_the_order_of_its_rows()
    {
        string[] rows = ["1,2026-03-01T12:00:00Z,app,APP-001,5", "1,2026-03-01T12:00:00Z,app,queue,2", "1,2026-03-01T12:00:00Z,app,MEM-001,3"];

        Assert.Equal(Read(rows)[0].Identity, Read(rows.Reverse())[0].Identity);
    }

    [Theory]
    [InlineData(",", "812.5", "1234", 812.5, 1234)]
    [InlineData(",", "\"812,5\"", "\"4467,875\"", 812.5, 4467.875)]
    [InlineData(",", "\"812,5\"", "\"1,234\"", 812.5, 1.234)] // The one tells what the comma of the other is.
    [InlineData(",", "812.5", "\"1,234\"", 812.5, 1234)]
    [InlineData(",", "\"1,234.5\"", "\"1,234,567\"", 1234.5, 1_234_567)]
    [InlineData(";", "1,234", "1,5E-3", 1.234, 0.0015)]
    public void A_comma_is_what_the_tables_own_numbers_make_it(string separator, string one, string other, double first, double second)
    {
        PerfSnapshot[] snapshots = Read(
            [string.Join(separator, "1", "2026-03-01T12:00:00Z", "app", "APP-001", one), string.Join(separator, "2", "2026-03-01T13:00:00Z", "app", "APP-001", other)], separator);

        Assert.Equal([first, second], snapshots.Select(snapshot => snapshot.Measurements[0].Value));
    }

    [Theory]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("he-IL")]
    [InlineData("de-CH")]
    public void A_number_is_the_same_in_every_culture_that_wrote_it(string culture)
    {
        double[] numbers = [-1234.5, 461.841, 1e-7, -1e15, 0];
        string[] rows = [.. numbers.Select((number, i) => $"{i},2026-03-01T12:00:00Z,app,delta{i},\"{number.ToString(CultureInfo.GetCultureInfo(culture))}\"")];

        Assert.Equal(numbers, Read(rows).SelectMany(snapshot => snapshot.Measurements).Select(row => row.Value));
    }

    [Theory]
    [InlineData("\"1,234\"", ResultFileDefect.ResultValueNotValid, "Row 2, column 'Value': '1,234' may have decimals or thousands behind its comma: write decimals behind a point, and thousands without a mark.")]
    [InlineData("\"1,23,4\"", ResultFileDefect.ResultValueNotValid, "Row 2, column 'Value': '1,23,4' is no number.")]
    [InlineData("NaN", ResultFileDefect.ResultValueNotValid, "Row 2, column 'Value': 'NaN' is no finite number.")]
    [InlineData("\"1\"2", ResultFileDefect.ResultFileMalformed, "Row 2: its quotes do not match.")]
    public void A_number_that_nothing_can_be_made_of_is_refused(string value, ResultFileDefect defect, string message)
    {
        ResultFileException refused = Assert.Throws<ResultFileException>(() => Read([$"1,2026-03-01T12:00:00Z,app,APP-001,{value}"]));

        Assert.Equal((defect, $"'{_file}': {message}"), (refused.Defect, refused.Message));
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00Z,app,APP-001,-5", ResultFileDefect.ResultValueNotValid, "Row 2: a value in 'ms' of this metric cannot be negative.")]
    [InlineData("05.01.2026 06:00:00,app,APP-001,5", ResultFileDefect.ResultFileMalformed, "Row 2: '05.01.2026 06:00:00' is no time that can be read: write it as 2026-01-31T06:00:00Z.")]
    [InlineData("0001-01-01T00:00:00Z,app,APP-001,5", ResultFileDefect.ResultFileMalformed, "Row 2: '0001-01-01T00:00:00Z' lies before 1970, and no such time can be kept.")]
    public void A_row_that_cannot_be_is_refused(string row, ResultFileDefect defect, string message)
    {
        ResultFileException refused = Assert.Throws<ResultFileException>(() => Read(["1," + row]));

        Assert.Equal((defect, $"'{_file}': {message}"), (refused.Defect, refused.Message));
    }

    [Theory]
    [InlineData("Unit", "s", "Row 2: it has 'APP-001' in 's', which is kept in 'ms'.")]
    [InlineData("Count", "0", "Row 2: its count of values is 0, and that is a whole number from 1.")]
    [InlineData("Count", "1.5", "Row 2: its count of values is 1.5, and that is a whole number from 1.")]
    [InlineData("Maximum", "3", "Row 2: its minimum 5 lies above its maximum 3.")]
    [InlineData("Cold", "WAHR", "Row 2: 'WAHR' does not say whether the start was cold: write it as True or False.")]
    public void What_contradicts_the_value_is_refused(string column, string cell, string message)
    {
        ResultFileException refused = Assert.Throws<ResultFileException>(() => Text($"Timestamp,Application,Metric,Value,{column}\n2026-03-01,app,APP-001,5,{cell}\n"));

        Assert.Equal($"'{_file}': {message}", refused.Message);
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void A_start_is_cold_where_the_table_says_so(string cell, bool cold) =>
        Assert.Equal(cold, Text($"Timestamp,Metric,Value,Cold\n2026-03-01,APP-001,5,{cell}\n")[0].Cold);

    [Fact]
    public void Tags_come_back_as_they_were_written_and_those_that_are_given_count_before()
    {
        var tags = new Dictionary<string, string> { ["build"] = "7", ["empty"] = "", ["flags"] = "a=b; c", ["who"] = "me" };
        var context = new ImportContext("machine", Guid.Empty, new Dictionary<string, string> { ["Build"] = "8", ["more"] = "x" }) { Application = "app" };
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["history.csv"], $"Timestamp,Metric,Value,Tags\n2026-03-01,APP-001,5,{TagText.Of(tags)}\n2026-03-02,APP-001,5,\n2026-03-03,APP-001,5,no pair\n2026-03-04,APP-001,5,red=\u001b[31m\n");

        IReadOnlyList<PerfSnapshot> read = ImportedHistory.Read(folder["history.csv"], format: null, context).Snapshots;

        Assert.Equal(["build=8", "empty=", "flags=a=b; c", "more=x", "who=me"], read[0].Tags.Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.Equal(" [31m", read[3].Tags["red"]);
        Assert.All(read.Skip(1).SkipLast(1), snapshot => Assert.Equal(["Build=8", "more=x"], snapshot.Tags.Select(tag => $"{tag.Key}={tag.Value}")));
    }

    [Fact]
    public void A_snapshot_holds_one_value_of_a_metric()
    {
        const string said = "'app' has 2 values of 'APP-001' at 2026-03-01 12:00:00.000Z, and a snapshot holds one: rows of one moment are one snapshot.";

        Assert.EndsWith(said, Assert.Throws<ResultFileException>(() => Read(["1,2026-03-01T12:00:00Z,app,APP-001,5", "1,2026-03-01T12:00:00Z,app,startup_time_ms,6"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_is_found_by_its_name_too() =>
        Assert.Equal(("APP-001", "startup_time_ms"), Read(["1,2026-03-01T12:00:00Z,app,startup_time_ms,6"])[0].Measurements.Select(row => (row.Metric, row.Name)).Single());

    [Theory]
    [InlineData("Timestamp,Metric,Value\n", "has a header and no row: nothing was measured.")]
    [InlineData("""{"results":[{"command":"a","median":1,"times":[1],"exit_codes":[1]}]}""", "has nothing to bring in: 'a' failed, 1 of 1 runs ended with another exit code than 0.")]
    [InlineData("Benchmark,Arm,Value\na,base,1\n", "has nothing to bring in: no benchmark is of the arm 'head'.")]
    public void A_file_that_brings_nothing_is_no_silence(string text, string message)
    {
        ResultFileException refused = Assert.Throws<ResultFileException>(() => Text(text));

        Assert.Equal(ResultFileDefect.ResultFileWithoutSample, refused.Defect);
        Assert.EndsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_was_measured_before_1970()
    {
        var context = new ImportContext("machine", Guid.Empty, new Dictionary<string, string>()) { Application = "app", At = DateTimeOffset.MinValue };

        Assert.EndsWith(
            "cannot have been measured at 0001-01-01: no time before 1970 can be kept.",
            Assert.Throws<ResultFileException>(() => ImportedHistory.Read(SampleFile.Path("hyperfine.json"), format: null, context)).Message,
            StringComparison.Ordinal);
    }

    [Needs("unix")]
    public void A_link_has_the_time_of_what_it_leads_to()
    {
        using var folder = new TemporaryFolder();
        var written = new DateTime(2026, 1, 5, 6, 0, 0, DateTimeKind.Utc);
        File.Copy(SampleFile.Path("hyperfine.json"), folder["results.json"]);
        File.SetLastWriteTimeUtc(folder["results.json"], written);
        File.CreateSymbolicLink(folder["latest.json"], folder["results.json"]);
        var context = new ImportContext("machine", Guid.Empty, new Dictionary<string, string>()) { Application = "app" };

        Assert.Equal(written, ImportedHistory.Read(folder["latest.json"], format: null, context).Snapshots[0].Timestamp.UtcDateTime);
    }

    [Fact]
    public void Two_benchmarks_of_one_metric_are_told_by_name()
    {
        const string text = """{"results":[{"command":"Sort","median":1,"times":[1]},{"command":"sort","median":1,"times":[2]}]}""";

        Assert.StartsWith("The benchmarks 'Sort' and 'sort' both have a value of the metric 'sort'", Assert.Throws<ArgumentException>(() => Text(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_has_the_encoding_that_it_declares_and_a_table_without_one_is_utf8()
    {
        using var folder = new TemporaryFolder();
        var context = new ImportContext("machine", Guid.Empty, new Dictionary<string, string>()) { Application = "app" };
        File.WriteAllText(folder["a.xml"], """<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="größe" time="0.5"/></testsuite>""", Encoding.Latin1);
        File.WriteAllText(folder["a.csv"], "Timestamp,Metric,Value\n2026-03-01,größe,5\n", Encoding.Latin1);

        Assert.Equal("größe", ImportedHistory.Read(folder["a.xml"], format: null, context).Snapshots[0].Measurements[0].Metric);
        Assert.Contains("is not encoded as UTF-8", Assert.Throws<ResultFileException>(() => ImportedHistory.Read(folder["a.csv"], format: null, context)).Message, StringComparison.Ordinal);
    }

    private PerfSnapshot[] Text(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(_file = folder["file"], text);
        return [.. ImportedHistory.Read(_file, format: null, new ImportContext("machine", Guid.Empty, new Dictionary<string, string>()) { Application = "app" }).Snapshots];
    }

    private PerfSnapshot[] Read(IEnumerable<string> rows, string separator = ",")
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(_file = folder["history.csv"], rows.Prepend("SnapshotId,Timestamp,Application,Metric,Value".Replace(",", separator, StringComparison.Ordinal)));
        var context = new ImportContext("machine", Guid.Empty, new Dictionary<string, string>());
        return [.. ImportedHistory.Read(_file, format: null, context).Snapshots];
    }
}
