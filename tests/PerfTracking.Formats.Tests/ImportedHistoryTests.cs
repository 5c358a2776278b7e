using PerfTracking.Benchmarks;
using PerfTracking.Formats.Results;
using PerfTracking.History;

namespace PerfTracking.Formats.Tests;

/// <summary>What a table of measurements brings, as <c>Get-PerfMeasurement | Export-Csv</c> writes it.</summary>
public sealed class ImportedHistoryTests
{
    private static readonly string[] InOneMillisecond =
        [.. Enumerable.Range(1, 50).Select(i => $"{i},2026-03-01 12:00:00.125Z,app,APP-001,{100 + (i * 37 % 50)}")];

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
    [InlineData("\"1,234\"", ResultFileDefect.ResultValueNotValid, "Row 2, column 'Value': '1,234' may have decimals or thousands behind its comma: write decimals behind a point, and thousands without a mark.")]
    [InlineData("\"1,23,4\"", ResultFileDefect.ResultValueNotValid, "Row 2, column 'Value': '1,23,4' is no number.")]
    [InlineData("NaN", ResultFileDefect.ResultValueNotValid, "Row 2, column 'Value': 'NaN' is no finite number.")]
    [InlineData("\"1\"2", ResultFileDefect.ResultFileMalformed, "Row 2: its quotes do not match.")]
    public void A_number_that_nothing_can_be_made_of_is_refused(string value, ResultFileDefect defect, string message)
    {
        ResultFileException refused = Assert.Throws<ResultFileException>(() => Read([$"1,2026-03-01T12:00:00Z,app,APP-001,{value}"]));

        Assert.Equal((defect, message), (refused.Defect, refused.Message));
    }

    private static PerfSnapshot[] Read(IEnumerable<string> rows, string separator = ",")
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["history.csv"], rows.Prepend("SnapshotId,Timestamp,Application,Metric,Value".Replace(",", separator, StringComparison.Ordinal)));
        var context = new ImportContext("machine", Guid.Empty, new Dictionary<string, string>());
        return [.. ImportedHistory.Read(folder["history.csv"], format: null, context).Snapshots];
    }
}
