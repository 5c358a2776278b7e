using System.Globalization;
using PerfTracking.Benchmarks;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;

namespace PerfTracking.Formats.Results;

/// <summary>
/// Measurements with times of their own, as <c>Get-PerfMeasurement | Export-Csv</c> writes them: <c>Timestamp</c>, <c>Metric</c> and
/// <c>Value</c>, and where they are there <c>Application</c>, <c>Name</c>, <c>Unit</c>, <c>Count</c>, <c>Minimum</c>, <c>Maximum</c>,
/// <c>Cold</c>, <c>Environment</c>, <c>SessionId</c>, <c>Commit</c>, <c>Branch</c>, <c>SnapshotId</c>. Rows of one moment are one snapshot.
/// </summary>
internal static class HistoryTable
{
    private static readonly string[] Numbers = ["SnapshotId", "Value", "Count", "Minimum", "Maximum"];

    /// <summary>Whether a text is such a table.</summary>
    /// <param name="text">The text.</param>
    public static bool Recognizes(string text)
    {
        string[] header = DelimitedText.Header(text);
        return Array.TrueForAll<string>(["Timestamp", "Metric", "Value"], name => DelimitedText.Column(header, name) >= 0);
    }

    /// <summary>Reads the table's snapshots, oldest first.</summary>
    /// <param name="text">The text.</param>
    /// <param name="context">What counts in place of the table's own words, and what they lack.</param>
    /// <exception cref="ResultFileException">A row breaks the rules.</exception>
    public static IReadOnlyList<PerfSnapshot> Read(string text, ImportContext context)
    {
        string[] header = DelimitedText.Header(text);
        var columns = header.Select((name, index) => (name, index)).GroupBy(static column => column.name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static column => column.Key, static column => column.First().index, StringComparer.OrdinalIgnoreCase);
        Fields[] table = [.. DelimitedText.Rows(text).Select((fields, index) => new Fields(fields, columns, index + 2))];
        var mark = DecimalMark.Of(table.SelectMany(static fields => Numbers.Select(name => fields[name])), DelimitedText.HasSemicolons(text));
        return
        [
            .. table.Select(fields => Row(fields, context, mark))
                .GroupBy(static row => (row.SnapshotId, row.Timestamp, row.Application, row.Environment, row.Cold, row.SessionId))
                .OrderBy(static snapshot => snapshot.Key.Timestamp).ThenBy(static snapshot => snapshot.Key.SnapshotId)
                .GroupBy(static snapshot => (snapshot.Key.Timestamp.ToUnixTimeMilliseconds(), snapshot.Key.Application, snapshot.Key.Environment))
                .SelectMany(moment => Moment([.. moment], context.Tags)),
        ];
    }

    // Loops save several times in a millisecond, and more than that is not kept of a time.
    private static IEnumerable<PerfSnapshot> Moment(IEnumerable<PerfMeasurement>[] snapshots, IReadOnlyDictionary<string, string> tags) =>
        snapshots.Select((rows, place) => Snapshot([.. rows], tags, snapshots.Length > 1 ? place : null));

    private static PerfMeasurement Row(Fields fields, ImportContext context, DecimalMark mark)
    {
        int row = fields.Row;
        double? Number(string name) => HistoryTable.Number(fields, name, mark);

        string metric = fields["Metric"] ?? throw Broken(row, "it names no metric");
        double value = Number("Value") ?? throw Broken(row, "it has no value");
        if (CustomMetric.DefectOfName(metric) is { } defect)
        {
            throw Broken(row, $"'{metric}' cannot be a metric: {defect}");
        }

        return new PerfMeasurement
        {
            SnapshotId = (long)(Number("SnapshotId") ?? 0),
            Timestamp = Time(fields["Timestamp"], row),
            Application = context.Application ?? fields["Application"] ?? throw new ResultFileException(ResultFileDefect.ApplicationNotGiven, $"Row {row} does not say of which application it is. Name it with -Application."),
            Metric = metric,
            Name = fields["Name"] ?? MetricCatalogue.BuiltIn.Find(metric)?.Name ?? metric,
            Value = value,
            Unit = fields["Unit"] ?? MetricCatalogue.BuiltIn.Find(metric)?.Unit ?? string.Empty,
            Count = (int)(Number("Count") ?? 1),
            Minimum = Number("Minimum") ?? value,
            Maximum = Number("Maximum") ?? value,
            Cold = bool.TryParse(fields["Cold"], out bool cold) && cold,
            Environment = context.Environment ?? fields["Environment"] ?? context.Machine,
            SessionId = Guid.TryParse(fields["SessionId"], out Guid session) ? session : context.SessionId,
            Commit = context.Commit ?? fields["Commit"],
            Branch = context.Branch ?? fields["Branch"],
        };
    }

    private static PerfSnapshot Snapshot(PerfMeasurement[] rows, IReadOnlyDictionary<string, string> tags, int? place)
    {
        PerfMeasurement first = rows[0];
        string content = string.Join(
            '\n', rows.Select(static row => FormattableString.Invariant($"{row.Metric} {row.Value:R} {row.Count} {row.Minimum:R} {row.Maximum:R}")).Prepend($"{first.Application}\n{first.Environment}\n{first.Commit}\n{first.Cold}"));
        SnapshotMark mark = SnapshotIdentity.FromContent(first.Timestamp, content, place);
        return new PerfSnapshot
        {
            Id = 0,
            Identity = mark.Id,
            Timestamp = mark.At,
            Application = first.Application,
            Environment = first.Environment,
            Cold = first.Cold,
            SessionId = first.SessionId,
            Commit = first.Commit,
            Branch = first.Branch,
            Tags = tags,
            Measurements = rows,
        };
    }

    private static double? Number(Fields fields, string name, DecimalMark mark)
    {
        if (fields[name] is not { } text)
        {
            return null;
        }

        try
        {
            return mark.Read(text) is var value && double.IsFinite(value) ? value : throw new FormatException($"'{text}' is no finite number.");
        }
        catch (FormatException exception)
        {
            throw new ResultFileException(ResultFileDefect.ResultValueNotValid, $"Row {fields.Row}, column '{name}': {exception.Message}", exception);
        }
    }

    // Times without a zone are UTC, as those of the store are.
    private static DateTimeOffset Time(string? text, int row) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw Broken(row, $"'{text}' is no time");

    private static ResultFileException Broken(int row, string what) => new(ResultFileDefect.ResultFileMalformed, $"Row {row}: {what}.");

    private readonly struct Fields(string[] fields, Dictionary<string, int> columns, int row)
    {
        public int Row => row;

        public string? this[string name] => columns.TryGetValue(name, out int column) ? DelimitedText.Field(fields, column) : null;
    }
}
