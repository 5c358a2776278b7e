using System.Globalization;
using System.Text.RegularExpressions;
using PerfTracking.Benchmarks;
using PerfTracking.Formatting;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Tracking;

namespace PerfTracking.Formats.Results;

/// <summary>
/// Measurements with times of their own, as <c>Get-PerfMeasurement | Export-Csv</c> writes them: <c>Timestamp</c>, <c>Metric</c> and
/// <c>Value</c>, and where they are there <c>Application</c>, <c>Name</c>, <c>Unit</c>, <c>Count</c>, <c>Minimum</c>, <c>Maximum</c>,
/// <c>Cold</c>, <c>Environment</c>, <c>SessionId</c>, <c>Commit</c>, <c>Branch</c>, <c>Tags</c>, <c>SnapshotId</c>. Rows of one moment are one snapshot.
/// </summary>
internal static partial class HistoryTable
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
        PerfMetric metric = Metric(fields);
        AggregatedValue value = Value(fields, metric, mark);
        return new PerfMeasurement
        {
            SnapshotId = (long)(Number(fields, "SnapshotId", mark) ?? 0),
            Timestamp = Time(fields),
            Application = context.Application ?? fields["Application"] ?? throw new ResultFileException(ResultFileDefect.ApplicationNotGiven, $"Row {fields.Row} does not say of which application it is. Name it with -Application."),
            Metric = metric.Id,
            Name = fields["Name"] ?? metric.Name,
            Value = value.Value,
            Unit = metric.Unit,
            Count = value.Count,
            Minimum = value.Minimum,
            Maximum = value.Maximum,
            Cold = Cold(fields),
            Environment = context.Environment ?? fields["Environment"] ?? context.Machine,
            SessionId = Guid.TryParse(fields["SessionId"], out Guid session) ? session : context.SessionId,
            Commit = context.Commit ?? fields["Commit"],
            Branch = context.Branch ?? fields["Branch"],
            Tags = fields["Tags"],
        };
    }

    private static PerfMetric Metric(Fields fields)
    {
        string name = fields["Metric"] ?? throw Broken(fields, "it names no metric");
        if (CustomMetric.DefectOfName(name) is { } defect)
        {
            throw Broken(fields, $"'{name}' cannot be a metric: {defect}");
        }

        PerfMetric metric = MetricCatalogue.BuiltIn.Find(name) ?? CustomMetric.Implied(new MetricKey(name, IsOperation: false, fields["Unit"]));
        return fields["Unit"] is { } unit && unit != metric.Unit ? throw Broken(fields, $"it has '{name}' in '{unit}', which is kept in '{metric.Unit}'") : metric;
    }

    private static AggregatedValue Value(Fields fields, PerfMetric metric, DecimalMark mark)
    {
        double value = Number(fields, "Value", mark) ?? throw Broken(fields, "it has no value");
        double count = Number(fields, "Count", mark) ?? 1, minimum = Number(fields, "Minimum", mark) ?? value, maximum = Number(fields, "Maximum", mark) ?? value;
        string? defect = CustomMetric.DefectOfValue(metric, Math.Min(value, minimum))
            ?? (count is < 1 or > int.MaxValue || !double.IsInteger(count) ? FormattableString.Invariant($"its count of values is {count}, and that is a whole number from 1") : null)
            ?? (minimum > maximum ? FormattableString.Invariant($"its minimum {minimum} lies above its maximum {maximum}") : null);
        return defect is null
            ? new AggregatedValue(value, (int)count, minimum, maximum)
            : throw new ResultFileException(ResultFileDefect.ResultValueNotValid, $"Row {fields.Row}: {defect}.");
    }

    private static PerfSnapshot Snapshot(PerfMeasurement[] rows, IReadOnlyDictionary<string, string> tags, int? place)
    {
        PerfMeasurement first = rows[0];
        if (rows.GroupBy(static row => row.Metric, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static same => same.Skip(1).Any()) is { } twice)
        {
            throw new ResultFileException(
                ResultFileDefect.ResultFileMalformed,
                FormattableString.Invariant($"'{first.Application}' has {twice.Count()} values of '{twice.Key}' at {first.Timestamp:yyyy-MM-dd HH:mm:ss.fff}Z, and a snapshot holds one: rows of one moment are one snapshot."));
        }

        // In whatever order the rows are written.
        string content = string.Join(
            '\n', rows.OrderBy(static row => row.Metric, StringComparer.OrdinalIgnoreCase).Select(static row => FormattableString.Invariant($"{row.Metric} {row.Value:R} {row.Count} {row.Minimum:R} {row.Maximum:R}")).Prepend($"{first.Application}\n{first.Environment}\n{first.Commit}\n{first.Cold}"));
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
            Tags = TagText.Read(first.Tags, tags),
            Measurements = rows,
        };
    }

    // SQLite has 0 and 1 for it, as in the view performance_baselines.
    private static bool Cold(Fields fields) => fields["Cold"] switch
    {
        null or "0" => false,
        "1" => true,
        { } text => bool.TryParse(text, out bool cold) ? cold : throw Broken(fields, $"'{text}' does not say whether the start was cold: write it as True or False"),
    };

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

    // Times without a zone are UTC, as those of the store are. With dots the day comes before the month, and nothing here would know.
    private static DateTimeOffset Time(Fields fields)
    {
        string? text = fields["Timestamp"];
        bool isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time);
        return !isTime || DayFirst().IsMatch(text!) ? throw Broken(fields, $"'{text}' is no time that can be read: write it as 2026-01-31T06:00:00Z")
            : time < DateTimeOffset.UnixEpoch ? throw Broken(fields, $"'{text}' lies before 1970, and no such time can be kept")
            : time;
    }

    private static ResultFileException Broken(Fields fields, string what) => new(ResultFileDefect.ResultFileMalformed, $"Row {fields.Row}: {what}.");

    [GeneratedRegex(@"^\s*\d{1,2}\.\s*\d{1,2}\.")]
    private static partial Regex DayFirst();

    private readonly struct Fields(string[] fields, Dictionary<string, int> columns, int row)
    {
        public int Row => row;

        public string? this[string name] => columns.TryGetValue(name, out int column) ? PlainText.LineOf(DelimitedText.Field(fields, column)) : null;
    }
}
