using System.Text.Json;
using PerfTracking.Reporting;

namespace PerfTracking.Formats.Reports;

/// <summary>A report for programs: every number as it is.</summary>
internal static class JsonReport
{
    private const int SchemaVersion = 1;

    public static string Write(PerfReport report) => JsonText.Of("PerfTracking.Report", SchemaVersion, json => Write(json, report));

    private static void Write(Utf8JsonWriter json, PerfReport report)
    {
        json.WriteString("from", report.From);
        json.WriteString("to", report.To);
        json.WriteNumber("snapshots", report.Snapshots);
        Write(json, "performanceIndex", report.PerformanceIndex);
        Write(json, "shownIndex", report.ShownIndex);
        Write(json, "previousPerformanceIndex", report.PreviousPerformanceIndex);
        json.WriteNumber("openAlerts", report.OpenAlerts);
        json.WriteNumber("olderOpenAlerts", report.OlderOpenAlerts);
        json.WriteString("worstOpenAlert", report.WorstOpenAlert.ToString());
        json.WriteStartObject("alertsBySeverity");
        foreach ((string severity, int count) in report.AlertsBySeverity)
        {
            json.WriteNumber(severity, count);
        }

        json.WriteEndObject();
        json.WriteStartArray("metrics");
        foreach (PerfReportMetric row in report.Metrics)
        {
            Write(json, row);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PerfReportMetric row)
    {
        json.WriteStartObject();
        json.WriteString("metric", row.Metric);
        json.WriteString("name", row.Name);
        json.WriteString("unit", row.Unit);
        json.WriteString("direction", row.Direction.ToString());
        json.WriteString("application", row.Application);
        json.WriteString("environment", row.Environment);
        json.WriteBoolean("cold", row.Cold);
        json.WriteNumber("count", row.Count);
        json.WriteNumber("minimum", row.Minimum);
        json.WriteNumber("median", row.Median);
        json.WriteNumber("p95", row.P95);
        json.WriteNumber("maximum", row.Maximum);
        Write(json, "previousMedian", row.PreviousMedian);
        Write(json, "changePercent", row.ChangePercent);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
