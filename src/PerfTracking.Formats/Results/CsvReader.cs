using System.Globalization;
using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Results;

/// <summary>
/// Rows with a header: <c>Benchmark</c> or <c>Name</c>, and <c>Value</c>; where it is there also <c>Metric</c>, <c>Unit</c>,
/// <c>Arm</c>, <c>Round</c>, <c>Kind</c>, <c>Direction</c>, in the words of our own format. A row is a sample.
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
                Kind(DelimitedText.Field(fields, kind)),
                Direction(DelimitedText.Field(fields, direction)),
                mark.Read(fields[value]),
                Round(DelimitedText.Field(fields, round)))),
        ];
        return new()
        {
            Source = "CSV",
            Arms = [.. rows.Select(static row => row.Arm).Distinct().Select(static arm => new BenchmarkArm(arm))],
            Results = [.. rows.GroupBy(static row => (row.Name, row.Arm)).Select(static benchmark => new PerfBenchmarkResult
            {
                Name = benchmark.Key.Name,
                Arm = benchmark.Key.Arm,
                Series = Samples.EachOnce(benchmark.Key.Name, [.. benchmark.GroupBy(static row => (row.Metric, row.Unit, row.Kind, row.Direction)).Select(metric => Series(benchmark.Key.Name, [.. metric]))]),
            })],
        };
    }

    // A word that says something else is no word for the usual one: what got better would be what got worse.
    private static SampleKind Kind(string? text) =>
        Is(text, SessionFields.Counted) ? SampleKind.Counted
        : text is null || Is(text, SessionFields.Measured) ? SampleKind.Measured
        : throw new FormatException($"'{text}' is no kind: '{SessionFields.Measured}' or '{SessionFields.Counted}'.");

    private static MetricDirection Direction(string? text) =>
        Is(text, SessionFields.Higher) || Is(text, nameof(MetricDirection.HigherIsBetter)) ? MetricDirection.HigherIsBetter
        : text is null || Is(text, SessionFields.Lower) || Is(text, nameof(MetricDirection.LowerIsBetter)) ? MetricDirection.LowerIsBetter
        : throw new FormatException($"'{text}' is no direction: '{SessionFields.Lower}' or '{SessionFields.Higher}'.");

    private static int Round(string? text) =>
        text is null ? -1
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int round) ? round
        : throw new FormatException($"'{text}' is no round: a whole number.");

    private static bool Is(string? text, string word) => word.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static BenchmarkSeries Series(string name, Row[] rows)
    {
        BenchmarkSeries series = Samples.Series(name, rows[0].Metric, rows[0].Unit, rows[0].Kind, rows.Select(static row => row.Value), rows[0].Direction);
        return series with { Samples = [.. series.Samples.Zip(rows, static (sample, row) => sample with { Round = row.Round })] };
    }

    private sealed record Row(string Name, string Arm, string Metric, string Unit, SampleKind Kind, MetricDirection Direction, double Value, int Round);
}
