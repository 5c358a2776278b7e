using System.Globalization;
using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Results;

/// <summary>
/// Rows with a header: <c>Benchmark</c> or <c>Name</c>, and <c>Value</c>; where it is there also <c>Metric</c>, <c>Unit</c>,
/// <c>Arm</c>, <c>Round</c>, <c>Kind</c>, <c>Direction</c>. A row is a sample.
/// </summary>
internal sealed class CsvReader : IResultReader
{
    private static readonly string[] Names = ["Benchmark", "Name", "Application"];

    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.Csv;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text)
    {
        string[] header = DelimitedText.Header(text.Text);
        return header.Length > 1 && DelimitedText.Column(header, Names) >= 0 && DelimitedText.Column(header, "Value") >= 0;
    }

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text)
    {
        string[] header = DelimitedText.Header(text.Text);
        int name = DelimitedText.Column(header, Names), value = DelimitedText.Column(header, "Value");
        if (name < 0 || value < 0)
        {
            throw new ResultFileException(ResultFileDefect.ResultFormatNotRecognized, $"Its first line has no column {(name < 0 ? "'Benchmark'" : "'Value'")}.");
        }

        int metric = DelimitedText.Column(header, "Metric"), unit = DelimitedText.Column(header, "Unit"), arm = DelimitedText.Column(header, "Arm");
        int round = DelimitedText.Column(header, "Round"), kind = DelimitedText.Column(header, "Kind"), direction = DelimitedText.Column(header, "Direction");
        string[][] table = [.. DelimitedText.Rows(text.Text)];
        var mark = DecimalMark.Of(table.Select(fields => fields[value]), DelimitedText.HasSemicolons(text.Text));
        Row[] rows =
        [
            .. table.Select(fields => new Row(
                fields[name],
                DelimitedText.Field(fields, arm) ?? BenchmarkArm.Head,
                DelimitedText.Field(fields, metric) ?? BenchmarkMetrics.Time,
                DelimitedText.Field(fields, unit) ?? (metric < 0 ? "ms" : string.Empty),
                Enum.TryParse(DelimitedText.Field(fields, kind), ignoreCase: true, out SampleKind known) ? known : SampleKind.Measured,
                Enum.TryParse(DelimitedText.Field(fields, direction), ignoreCase: true, out MetricDirection better) ? better : MetricDirection.LowerIsBetter,
                mark.Read(fields[value]),
                int.TryParse(DelimitedText.Field(fields, round), NumberStyles.Integer, CultureInfo.InvariantCulture, out int turn) ? turn : -1)),
        ];
        return new()
        {
            Source = "CSV",
            Arms = [.. rows.Select(static row => row.Arm).Distinct().Select(static arm => new BenchmarkArm(arm))],
            Results = [.. rows.GroupBy(static row => (row.Name, row.Arm)).Select(static benchmark => new PerfBenchmarkResult
            {
                Name = benchmark.Key.Name,
                Arm = benchmark.Key.Arm,
                Series = [.. benchmark.GroupBy(static row => (row.Metric, row.Unit, row.Kind, row.Direction)).Select(metric => Series(benchmark.Key.Name, [.. metric]))],
            })],
        };
    }

    private static BenchmarkSeries Series(string name, Row[] rows)
    {
        BenchmarkSeries series = Samples.Series(name, rows[0].Metric, rows[0].Unit, rows[0].Kind, rows.Select(static row => row.Value), rows[0].Direction);
        return series with { Samples = [.. series.Samples.Zip(rows, static (sample, row) => sample with { Round = row.Round })] };
    }

    private sealed record Row(string Name, string Arm, string Metric, string Unit, SampleKind Kind, MetricDirection Direction, double Value, int Round);
}
