using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Reporting;

namespace PerfTracking.Tests.Reporting;

public class PerfSummaryTests
{
    [Fact]
    public void The_worst_three_come_first_by_severity_then_by_distance_from_what_was_expected()
    {
        Assert.Equal(
            ["critical", "error 50 %", "error 20 %"],
            Findings(
                Status("warning 300 %", PerfSeverity.Warning, 400, 100), Status("error 20 %", PerfSeverity.Error, 120, 100), Status("ok", PerfSeverity.Ok, 900, 100),
                Status("critical", PerfSeverity.Critical, 101, 100), Status("error 50 %", PerfSeverity.Error, 50, 100), Status("error 10 %", PerfSeverity.Error, 110, 100)));
    }

    [Fact]
    public void Equal_ones_stay_in_the_catalogues_order()
    {
        Assert.Equal(["a", "b", "c"], Findings([.. "abcd".Select(name => Status(name.ToString(), PerfSeverity.Error, 120, 100))]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    public void What_has_no_expectation_to_be_far_from_comes_last_of_its_severity(double? expected)
    {
        Assert.Equal(["known", "unknown"], Findings(Status("unknown", PerfSeverity.Error, 1e9, expected), Status("known", PerfSeverity.Error, 101, 100)));
    }

    [Fact]
    public void Where_all_is_well_there_are_none()
    {
        Assert.Empty(Findings(Status("a", PerfSeverity.Ok, 1, 1)));
    }

    [Fact]
    public void A_status_in_a_list_is_told_by_its_metric_and_value()
    {
        Assert.Equal("Error APP-001 1,234 ms", Status("APP-001", PerfSeverity.Error, 1234, 100).ToString());
    }

    private static IEnumerable<string> Findings(params PerfMetricStatus[] metrics) => new PerfSummary(
        new PerfSnapshot { Id = 1, Timestamp = default, Application = "shop", Environment = "lab", Cold = false, SessionId = Guid.Empty },
        metrics).Findings.Select(finding => finding.Name);

    private static PerfMetricStatus Status(string name, PerfSeverity severity, double value, double? expected) => new()
    {
        Metric = name,
        Name = name,
        Unit = "ms",
        Application = "shop",
        Environment = "lab",
        Status = severity,
        Current = value,
        Expected = expected,
    };
}
