using PerfTracking.Alerts;
using PerfTracking.Comparison;
using PerfTracking.Detection;
using PerfTracking.Formats.Comparisons;
using PerfTracking.Formats.Reports;
using PerfTracking.Formats.Tables;
using PerfTracking.Gates;
using PerfTracking.History;
using PerfTracking.Reporting;

namespace PerfTracking.Formats.Tests;

/// <summary>All that is written for spreadsheets is written alike.</summary>
public sealed class CsvTableTests
{
    private const string Formula = "=1+1,\"µ\"";
    private const string Defused = "\"'=1+1,\"\"µ\"\"\"";

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 14, 0, 0, 250, TimeSpan.FromHours(2));

    private static readonly PerfMeasurement Measurement = new()
    {
        SnapshotId = 12345,
        Timestamp = Noon,
        Application = Formula,
        Metric = Formula,
        Name = Formula,
        Value = 1234.5,
        Unit = Formula,
        Count = 2000,
        Minimum = 0.1,
        Maximum = 1e300,
        Cold = false,
        Environment = Formula,
        Commit = Formula,
        Branch = Formula,
        Tags = Formula,
        SessionId = new Guid("11111111-2222-3333-4444-555555555555"),
    };

    private static readonly PerfAlert Alert = new()
    {
        Id = 7,
        Metric = Formula,
        Name = Formula,
        Unit = Formula,
        Application = Formula,
        Environment = Formula,
        Kind = Formula,
        Severity = PerfSeverity.Error,
        RaisedAt = Noon,
        Since = Noon,
        LastSeenAt = Noon,
        CommitBefore = Formula,
        CommitAfter = Formula,
        Message = Formula,
        DecidedBy = Formula,
        Notes = Formula,
    };

    private static readonly PerfSnapshot Snapshot = new()
    {
        Id = 1,
        Timestamp = Noon,
        Application = Formula,
        Environment = Formula,
        Cold = true,
        SessionId = Guid.Empty,
        Commit = Formula,
        Branch = Formula,
        Tags = new Dictionary<string, string> { ["x"] = Formula },
    };

    private static readonly PerfReport Report = new()
    {
        From = Noon,
        To = Noon,
        Metrics = [new PerfReportMetric { Metric = Formula, Name = Formula, Unit = Formula, Application = Formula, Environment = Formula }],
        AlertsBySeverity = new Dictionary<string, int>(),
    };

    private static readonly ComparisonReport Comparison = new([new PerfComparison
    {
        Benchmark = Formula, Metric = Formula, Unit = Formula, Direction = default, Status = ComparisonStatus.Added, Method = Formula, Commit = Formula, BaselineCommit = Formula,
    }]);

    public static TheoryData<string, int> Tables => new()
    {
        { Rows(CsvTable.WriteAsync, Measurement), 8 },
        { Rows(CsvTable.WriteAsync, Alert), 11 },
        { Rows(CsvTable.WriteAsync, Snapshot), 4 },
        { ReportWriter.Write(Report, ReportFormat.Csv), 5 },
        { ComparisonWriter.Write(Comparison, ComparisonFormat.Csv), 6 },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_table_has_the_same_line_ends_and_times_and_starts_no_formula(string table, int texts)
    {
        string[] lines = table.Split("\r\n");

        Assert.Equal((3, ""), (lines.Length, lines[^1]));
        Assert.DoesNotContain('\n', string.Concat(lines));
        Assert.DoesNotContain(",=", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("\"=", lines[1].Replace(Defused, string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(lines[1].Split(Defused).Length - 1 >= texts, lines[1]);
        Assert.True(!lines[1].Contains("2026", StringComparison.Ordinal) || lines[1].Contains("2026-03-01T12:00:00.250Z", StringComparison.Ordinal), lines[1]);
    }

    [Fact]
    public void A_cell_has_every_digit_and_nothing_where_there_is_nothing() => Assert.Equal(
        $"12345,2026-03-01T12:00:00.250Z,{Defused},{Defused},{Defused},1234.5,{Defused},2000,0.1,1E+300,False,{Defused},11111111-2222-3333-4444-555555555555,,,",
        Rows(CsvTable.WriteAsync, Measurement with { Commit = null, Branch = null, Tags = null }).Split("\r\n")[1]);

    [Fact]
    public void A_table_alone_says_that_its_file_is_UTF_8()
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];

        Assert.Equal(mark, CsvTable.Encoding.GetPreamble());
        Assert.All(Enum.GetValues<ReportFormat>(), format => Assert.Equal(format == ReportFormat.Csv ? mark : [], ReportWriter.EncodingOf(format).GetPreamble()));
        Assert.All(Enum.GetValues<ComparisonFormat>(), format => Assert.Equal(format == ComparisonFormat.Csv ? mark : [], ComparisonWriter.EncodingOf(format).GetPreamble()));
    }

    private static string Rows<TRow>(Func<TextWriter, IEnumerable<TRow>, CancellationToken, Task> write, TRow row)
    {
        using var text = new StringWriter();
        write(text, [row], CancellationToken.None).GetAwaiter().GetResult();
        return text.ToString();
    }
}
