using System.Globalization;
using PerfTracking.Benchmarks;
using PerfTracking.Formatting;
using PerfTracking.Statistics;

namespace PerfTracking.Terminal;

/// <summary>What a terminal shows of benchmarks.</summary>
public static class BenchmarkText
{
    private const int NameWidth = 28;
    private const int ArmWidth = 7;
    private const int ValueWidth = 10;

    /// <summary>The lines of a session: where it ran, each result, and whatever kept it from measuring what it was asked to.</summary>
    /// <param name="session">The session.</param>
    public static IEnumerable<string> Lines(PerfBenchmarkSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        yield return Head(session);
        foreach (BenchmarkArm arm in session.Arms.Where(static arm => arm.FoundBy is not null))
        {
            yield return $"{arm.Name}: {NameText.Commit(arm.Commit)} {arm.FoundBy}".Replace("  ", " ", StringComparison.Ordinal);
        }

        if (session.Results.Count > 0)
        {
            yield return string.Empty;
            yield return Row("Benchmark", "Arm", "Time", "CPU time", "Memory", "Runs");
            foreach (PerfBenchmarkResult result in session.Results)
            {
                string runs = Runs(result).ToString(CultureInfo.InvariantCulture);
                yield return Row(NameText.Of(result.Name, NameWidth), result.Arm, Value(result, BenchmarkMetrics.Time), Value(result, BenchmarkMetrics.CpuTime), Value(result, BenchmarkMetrics.PeakMemory), runs);
                if (result.Error is not null)
                {
                    yield return $"    failed: {result.Error}";
                }
            }
        }

        if (session.Problems.Count > 0)
        {
            yield return string.Empty;
            foreach (BenchmarkProblem problem in session.Problems)
            {
                yield return $"  {problem.Id}: {problem.Message}";
            }
        }
    }

    /// <summary>The typical value of a metric, its median, in a column; a dash where it was not measured.</summary>
    /// <param name="result">The result.</param>
    /// <param name="metric">The metric's name.</param>
    /// <param name="width">The column's width; at least 7.</param>
    public static string Value(PerfBenchmarkResult result, string metric, int width = ValueWidth)
    {
        ArgumentNullException.ThrowIfNull(result);
        BenchmarkSeries? series = result.Series.FirstOrDefault(series => series.Metric == metric);
        double[] values = series is null ? [] : [.. series.Samples.Select(static sample => sample.Value)];
        return ValueText.Of(values.Length == 0 ? null : Quantiles.MedianOf(values), series?.Unit, width);
    }

    /// <summary>How many runs were measured.</summary>
    /// <param name="result">The result.</param>
    public static int Runs(PerfBenchmarkResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Series.Select(static series => series.Samples.Count).DefaultIfEmpty().Max();
    }

    private static string Head(PerfBenchmarkSession session)
    {
        int benchmarks = session.Results.Select(static result => result.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        string text = ValueText.Count(benchmarks, "benchmark");
        text += session.Ended - session.Started is { } took ? $" in {ValueText.Of(took.TotalSeconds, "s")}" : string.Empty;
        text += session.Commit is { } commit ? $" at {NameText.Commit(commit)}" : string.Empty;
        text += session.Branch is { } branch ? $" on {branch}" : string.Empty;
        return session.Seed is { } seed ? string.Create(CultureInfo.InvariantCulture, $"{text}, seed {seed}") : text;
    }

    private static string Row(string name, string arm, string time, string cpuTime, string memory, string runs) =>
        $"  {name,-NameWidth} {arm,-ArmWidth} {time,ValueWidth} {cpuTime,ValueWidth} {memory,ValueWidth} {runs,6}";
}
