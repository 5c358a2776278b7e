using System.Globalization;
using Microsoft.VisualBasic.FileIO;
using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Results;

/// <summary>
/// Rows with a header (RFC 4180; commas or semicolons): <c>Benchmark</c> or <c>Name</c>, and <c>Value</c>; where it is there also
/// <c>Metric</c>, <c>Unit</c>, <c>Arm</c>, <c>Round</c>, <c>Kind</c>, <c>Direction</c>. A row is a sample.
/// </summary>
internal sealed class CsvReader : IResultReader
{
    private static readonly string[] Names = ["Benchmark", "Name", "Application"];

    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.Csv;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text)
    {
        string[] header = Header(text);
        return header.Length > 1 && Column(header, Names) >= 0 && Column(header, "Value") >= 0;
    }

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text)
    {
        string[] header = Header(text);
        int name = Column(header, Names), value = Column(header, "Value");
        if (name < 0 || value < 0)
        {
            throw new ResultFileException(ResultFileDefect.ResultFormatNotRecognized, $"Its first line has no column {(name < 0 ? "'Benchmark'" : "'Value'")}.");
        }

        int metric = Column(header, "Metric"), unit = Column(header, "Unit"), arm = Column(header, "Arm"), round = Column(header, "Round");
        int kind = Column(header, "Kind"), direction = Column(header, "Direction");
        List<Row> rows = [];
        using TextFieldParser parser = Parser(text);
        _ = parser.ReadFields();
        while (!parser.EndOfData)
        {
            string[] fields = parser.ReadFields() ?? [];
            if (fields.Length != header.Length)
            {
                throw new ResultFileException(
                    parser.EndOfData ? ResultFileDefect.ResultFileTruncated : ResultFileDefect.ResultFileMalformed,
                    $"Row {rows.Count + 2} has {fields.Length} fields and the header has {header.Length}.");
            }

            rows.Add(new Row(
                fields[name],
                Field(fields, arm) ?? BenchmarkArm.Head,
                Field(fields, metric) ?? Samples.TimeMetric,
                Field(fields, unit) ?? (metric < 0 ? "ms" : string.Empty),
                Enum.TryParse(Field(fields, kind), ignoreCase: true, out SampleKind known) ? known : SampleKind.Measured,
                Enum.TryParse(Field(fields, direction), ignoreCase: true, out MetricDirection better) ? better : MetricDirection.LowerIsBetter,
                double.Parse(fields[value], NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
                int.TryParse(Field(fields, round), NumberStyles.Integer, CultureInfo.InvariantCulture, out int turn) ? turn : -1));
        }

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

    private static string[] Header(ResultText text)
    {
        try
        {
            using TextFieldParser parser = Parser(text);
            return parser.ReadFields() ?? [];
        }
        catch (MalformedLineException)
        {
            return [];
        }
    }

    private static TextFieldParser Parser(ResultText text)
    {
        string first = text.Text.AsSpan()[..Math.Max(0, text.Text.IndexOf('\n'))].ToString();
        var parser = new TextFieldParser(new StringReader(text.Text)) { TrimWhiteSpace = true, HasFieldsEnclosedInQuotes = true };
        parser.SetDelimiters(first.Contains(';', StringComparison.Ordinal) && !first.Contains(',', StringComparison.Ordinal) ? ";" : ",");
        return parser;
    }

    private static int Column(string[] header, params string[] names) =>
        names.Select(name => Array.FindIndex(header, column => column.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(static index => index >= 0, -1);

    private static string? Field(string[] fields, int index) => index >= 0 && fields[index].Length > 0 ? fields[index] : null;

    private sealed record Row(string Name, string Arm, string Metric, string Unit, SampleKind Kind, MetricDirection Direction, double Value, int Round);
}
