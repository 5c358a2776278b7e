using System.Text.Json;
using PerfTracking.Benchmarks;
using PerfTracking.Comparison;
using PerfTracking.Gates;

namespace PerfTracking.Formats.Comparisons;

/// <summary>A comparison for programs: every number as it is, numbers that are not finite as none.</summary>
internal static class JsonComparison
{
    private const int SchemaVersion = 1;

    public static string Write(ComparisonReport report) => JsonText.Of("PerfTracking.Comparison", SchemaVersion, json => Write(json, report));

    private static void Write(Utf8JsonWriter json, ComparisonReport report)
    {
        json.WriteString("message", report.Message);
        Write(json, "branch", report.Branch);
        Write(json, "commit", report.Commit);
        Write(json, "baselineCommit", report.BaselineCommit);
        if (report.Gate is { } gate)
        {
            Write(json, gate);
        }

        json.WriteStartArray("comparisons");
        foreach (PerfComparison comparison in report.Comparisons)
        {
            Write(json, comparison);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PerfGateResult gate)
    {
        json.WriteStartObject("gate");
        json.WriteString("outcome", gate.Outcome.ToString());
        json.WriteNumber("exitCode", gate.ExitCode);
        json.WriteBoolean("reportOnly", gate.ReportOnly);
        Write(json, "performanceIndex", gate.PerformanceIndex);
        Write(json, "noiseFloorPercent", gate.NoiseFloorPercent);
        json.WriteStartArray("findings");
        foreach (PerfGateFinding finding in gate.Findings)
        {
            json.WriteStartObject();
            json.WriteString("id", finding.Id);
            json.WriteString("outcome", finding.Outcome.ToString());
            json.WriteString("message", finding.Message);
            Write(json, "benchmark", finding.Benchmark);
            Write(json, "metric", finding.Metric);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("arms");
        foreach (BenchmarkArm arm in gate.Arms)
        {
            json.WriteStartObject();
            json.WriteString("name", arm.Name);
            Write(json, "commit", arm.Commit);
            Write(json, "ref", arm.Ref);
            Write(json, "foundBy", arm.FoundBy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PerfComparison comparison)
    {
        json.WriteStartObject();
        json.WriteString("benchmark", comparison.Benchmark);
        json.WriteString("metric", comparison.Metric);
        json.WriteString("unit", comparison.Unit);
        json.WriteString("direction", comparison.Direction.ToString());
        json.WriteString("kind", comparison.Kind.ToString());
        json.WriteString("status", comparison.Status.ToString());
        Write(json, "current", comparison.Current);
        Write(json, "baseline", comparison.Baseline);
        Write(json, "difference", comparison.Difference);
        Write(json, "changePercent", comparison.ChangePercent);
        Write(json, "changeLower", comparison.ChangeLower);
        Write(json, "changeUpper", comparison.ChangeUpper);
        Write(json, "confidence", comparison.Confidence);
        Write(json, "pValue", comparison.PValue);
        Write(json, "method", comparison.Method);
        json.WriteNumber("sampleCount", comparison.SampleCount);
        Write(json, "noiseFloorPercent", comparison.NoiseFloorPercent);
        Write(json, "thresholdPercent", comparison.ThresholdPercent);
        Write(json, "moreRounds", comparison.MoreRounds);
        Write(json, "reason", comparison.Reason);
        json.WriteString("message", comparison.Message);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
    }
}
