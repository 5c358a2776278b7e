using System.Text.Json;
using PerfTracking.Detection;
using PerfTracking.Formats.Reports;
using PerfTracking.Metrics;
using PerfTracking.Reporting;

namespace PerfTracking.Formats.Tests;

/// <summary>A period's report as text, also where names are hostile.</summary>
public sealed class ReportWriterTests
{
    private static readonly PerfReportMetric Startup = new()
    {
        Metric = "APP-001",
        Name = "startup_time_ms",
        Unit = "ms",
        Application = "shop",
        Environment = "lab",
        Count = 1234,
        Minimum = 380.125,
        Median = 412.5,
        P95 = 498.0625,
        Maximum = 1500.75,
        PreviousMedian = 400,
    };

    private static readonly PerfReport Report = new()
    {
        From = new DateTimeOffset(2026, 3, 1, 6, 30, 0, TimeSpan.Zero),
        To = new DateTimeOffset(2026, 3, 8, 6, 30, 0, TimeSpan.Zero),
        Snapshots = 1300,
        Metrics =
        [
            Startup,
            new PerfReportMetric
            {
                Metric = "hits", Name = "hits", Unit = "ratio", Direction = MetricDirection.HigherIsBetter, Application = "shop", Environment = "lab", Cold = true,
                Count = 1, Minimum = 0.1, Median = 0.1, P95 = 0.1, Maximum = 0.1,
            },
        ],
        AlertsBySeverity = new Dictionary<string, int> { [nameof(PerfSeverity.Warning)] = 2, [nameof(PerfSeverity.Critical)] = 1 },
        OpenAlerts = 2,
        OlderOpenAlerts = 3,
        WorstOpenAlert = PerfSeverity.Critical,
        PerformanceIndex = 93.75,
    };

    [Fact]
    public void Markdown_has_a_table_for_each_application_environment_and_start() => Assert.Equal(
        """
        # Performance, 2026-03-01 to 2026-03-08

        2026-03-01 06:30 to 2026-03-08 06:30 UTC, 1,300 snapshots.

        - Performance index: none while a critical alert is open (it knows targets alone)
        - Alerts: 1 critical, 2 warning; 2 open, 3 older open

        ## shop, warm, lab

        | Metric | n | Least | Median | 95 % | Most | Change |
        |---|--:|--:|--:|--:|--:|--:|
        | startup\_time\_ms | 1,234 | 380 | 413 ms | 498 | 1,501 | +3.1% |

        ## shop, cold, lab

        | Metric | n | Least | Median | 95 % | Most | Change |
        |---|--:|--:|--:|--:|--:|--:|
        | hits | 1 | 0.1 | 0.1 ratio | 0.1 | 0.1 | - |

        """.ReplaceLineEndings("\n"), ReportWriter.Write(Report, ReportFormat.Markdown));

    [Fact]
    public void An_index_that_is_not_shown_is_beside_what_says_so_where_programs_read_it()
    {
        PerfReportMetric index = Startup with { Metric = "IDX-001", Name = "performance_index", Unit = "points", Minimum = 100, Median = 100, P95 = 100, Maximum = 100, PreviousMedian = 100 };
        PerfReport report = Report with { Metrics = [Startup, index] };

        Assert.DoesNotContain("performance", ReportWriter.Write(report, ReportFormat.Markdown).Split("##")[1], StringComparison.Ordinal);
        Assert.EndsWith(",100,100,0,Critical\r\n", ReportWriter.Write(report, ReportFormat.Csv), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(ReportWriter.Write(report, ReportFormat.Json));
        Assert.Equal((93.75, JsonValueKind.Null), (json.RootElement.GetProperty("performanceIndex").GetDouble(), json.RootElement.GetProperty("shownIndex").ValueKind));
        using var calm = JsonDocument.Parse(ReportWriter.Write(report with { WorstOpenAlert = PerfSeverity.Error }, ReportFormat.Json));
        Assert.Equal(93.75, calm.RootElement.GetProperty("shownIndex").GetDouble());
        Assert.Contains("performance\\_index", ReportWriter.Write(report with { WorstOpenAlert = PerfSeverity.Error }, ReportFormat.Markdown), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_from_zero_is_told_by_its_values() => Assert.Contains(
        "| 0→413 |\n", ReportWriter.Write(Report with { Metrics = [Startup with { PreviousMedian = 0 }] }, ReportFormat.Markdown), StringComparison.Ordinal);

    [Fact]
    public void Csv_has_a_row_for_each_metric_with_every_digit() => Assert.Equal(
        """
        From,To,Application,Environment,Cold,Metric,Name,Unit,Direction,Count,Minimum,Median,P95,Maximum,PreviousMedian,ChangePercent,WorstOpenAlert
        2026-03-01T06:30:00.000Z,2026-03-08T06:30:00.000Z,shop,lab,False,APP-001,startup_time_ms,ms,LowerIsBetter,1234,380.125,412.5,498.0625,1500.75,400,3.125,Critical
        2026-03-01T06:30:00.000Z,2026-03-08T06:30:00.000Z,shop,lab,True,hits,hits,ratio,HigherIsBetter,1,0.1,0.1,0.1,0.1,,,Critical

        """.ReplaceLineEndings("\r\n"), ReportWriter.Write(Report, ReportFormat.Csv));

    [Fact]
    public void Json_has_every_number_as_it_is_and_null_for_none()
    {
        string text = ReportWriter.Write(Report, ReportFormat.Json);
        using var json = JsonDocument.Parse(text);
        JsonElement root = json.RootElement;

        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.Equal(("PerfTracking.Report", 1), (root.GetProperty("format").GetString(), root.GetProperty("schemaVersion").GetInt32()));
        Assert.Equal((Report.From, Report.To), (root.GetProperty("from").GetDateTimeOffset(), root.GetProperty("to").GetDateTimeOffset()));
        Assert.Equal((1300, 93.75, 2, 3, "Critical"), (
            root.GetProperty("snapshots").GetInt32(), root.GetProperty("performanceIndex").GetDouble(), root.GetProperty("openAlerts").GetInt32(), root.GetProperty("olderOpenAlerts").GetInt32(),
            root.GetProperty("worstOpenAlert").GetString()));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("previousPerformanceIndex").ValueKind);
        Assert.Equal("""{"Warning":2,"Critical":1}""", JsonSerializer.Serialize(root.GetProperty("alertsBySeverity")));
        Assert.Equal(
            """{"metric":"APP-001","name":"startup_time_ms","unit":"ms","direction":"LowerIsBetter","application":"shop","environment":"lab","cold":false,"count":1234,"minimum":380.125,"median":412.5,"p95":498.0625,"maximum":1500.75,"previousMedian":400,"changePercent":3.125}""",
            JsonSerializer.Serialize(root.GetProperty("metrics")[0]));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (root.GetProperty("metrics")[1].GetProperty("previousMedian").ValueKind, root.GetProperty("metrics")[1].GetProperty("changePercent").ValueKind));
    }

    [Fact]
    public void A_period_without_anything_is_a_whole_file_all_the_same()
    {
        var empty = new PerfReport { From = Report.From, To = Report.To, Metrics = [], AlertsBySeverity = new Dictionary<string, int>() };

        Assert.Equal(
            "# Performance, 2026-03-01 to 2026-03-08\n\n2026-03-01 06:30 to 2026-03-08 06:30 UTC, 0 snapshots.\n\n- Performance index: - (before: -)\n- Alerts: none raised\n", ReportWriter.Write(empty, ReportFormat.Markdown));
        Assert.Single(ReportWriter.Write(empty, ReportFormat.Csv).TrimEnd().Split('\n'));
        using var json = JsonDocument.Parse(ReportWriter.Write(empty, ReportFormat.Json));
        Assert.Equal(0, json.RootElement.GetProperty("metrics").GetArrayLength());
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("=HYPERLINK(\"http://evil\",\"x\")", "\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("a=b", "a=b")]
    public void Csv_defuses_what_a_spreadsheet_would_take_for_a_formula(string name, string cell)
    {
        string text = ReportWriter.Write(Report with { Metrics = [Startup with { Application = name, Environment = name, Name = name, Unit = name }] }, ReportFormat.Csv);

        Assert.Contains($",{cell},{cell},False,APP-001,{cell},{cell},LowerIsBetter,1234,", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("a\n| b |", "a \\| b \\|")]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("[x](http://evil)", "\\[x\\](http\\:\u200b//evil)")]
    [InlineData("# @team \u202Etxt", "\\# @\u200bteam txt")]
    public void Markdown_lets_no_name_break_its_table_or_become_markup(string name, string shown)
    {
        string text = ReportWriter.Write(Report with { Metrics = [Startup with { Application = name, Environment = name, Name = name, Unit = name }] }, ReportFormat.Markdown);

        Assert.Contains($"\n## {shown}, warm, {shown}\n", text, StringComparison.Ordinal);
        Assert.Contains($"\n| {shown} | 1,234 | 380 | 413 {shown} | 498 | 1,501 | +3.1% |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_hostile_names_as_they_are()
    {
        const string name = "\"},{\"x\":\"</script>\u202E\u0007";
        using var json = JsonDocument.Parse(ReportWriter.Write(Report with { Metrics = [Startup with { Application = name }] }, ReportFormat.Json));

        Assert.Equal(name, json.RootElement.GetProperty("metrics")[0].GetProperty("application").GetString());
    }

    [Fact]
    public void A_page_is_written_elsewhere() => Assert.Throws<ArgumentOutOfRangeException>("format", () => ReportWriter.Write(Report, ReportFormat.Html));
}
