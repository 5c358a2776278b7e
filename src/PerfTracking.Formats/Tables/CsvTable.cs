using System.Globalization;
using PerfTracking.Alerts;
using PerfTracking.History;

namespace PerfTracking.Formats.Tables;

/// <summary>
/// Rows for spreadsheets (RFC 4180), one at a time: the columns, their order and their values are those that <c>Export-Csv</c>
/// makes of what the cmdlets return. Times are ISO 8601, UTC. A text that a spreadsheet would take for a formula is defused.
/// </summary>
public static class CsvTable
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly Column<PerfMeasurement>[] MeasurementColumns =
    [
        new(nameof(PerfMeasurement.SnapshotId), static row => Integer(row.SnapshotId)),
        new(nameof(PerfMeasurement.Timestamp), static row => Time(row.Timestamp)),
        new(nameof(PerfMeasurement.Application), static row => CsvText.Cell(row.Application)),
        new(nameof(PerfMeasurement.Metric), static row => CsvText.Cell(row.Metric)),
        new(nameof(PerfMeasurement.Name), static row => CsvText.Cell(row.Name)),
        new(nameof(PerfMeasurement.Value), static row => CsvText.Number(row.Value)),
        new(nameof(PerfMeasurement.Unit), static row => CsvText.Cell(row.Unit)),
        new(nameof(PerfMeasurement.Count), static row => Integer(row.Count)),
        new(nameof(PerfMeasurement.Minimum), static row => CsvText.Number(row.Minimum)),
        new(nameof(PerfMeasurement.Maximum), static row => CsvText.Number(row.Maximum)),
        new(nameof(PerfMeasurement.Cold), static row => row.Cold.ToString()),
        new(nameof(PerfMeasurement.Environment), static row => CsvText.Cell(row.Environment)),
        new(nameof(PerfMeasurement.SessionId), static row => row.SessionId.ToString("D")),
        new(nameof(PerfMeasurement.Commit), static row => CsvText.Cell(row.Commit)),
        new(nameof(PerfMeasurement.Branch), static row => CsvText.Cell(row.Branch)),
        new(nameof(PerfMeasurement.Tags), static row => CsvText.Cell(row.Tags)),
    ];

    private static readonly Column<PerfAlert>[] AlertColumns =
    [
        new(nameof(PerfAlert.Id), static row => Integer(row.Id)),
        new(nameof(PerfAlert.State), static row => row.State.ToString()),
        new(nameof(PerfAlert.Severity), static row => row.Severity.ToString()),
        new(nameof(PerfAlert.Application), static row => CsvText.Cell(row.Application)),
        new(nameof(PerfAlert.Environment), static row => CsvText.Cell(row.Environment)),
        new(nameof(PerfAlert.Cold), static row => row.Cold.ToString()),
        new(nameof(PerfAlert.Metric), static row => CsvText.Cell(row.Metric)),
        new(nameof(PerfAlert.Name), static row => CsvText.Cell(row.Name)),
        new(nameof(PerfAlert.Kind), static row => CsvText.Cell(row.Kind)),
        new(nameof(PerfAlert.Effect), static row => row.Effect.ToString()),
        new(nameof(PerfAlert.Value), static row => CsvText.Number(row.Value)),
        new(nameof(PerfAlert.Expected), static row => CsvText.Number(row.Expected)),
        new(nameof(PerfAlert.DeviationPercent), static row => CsvText.Number(row.DeviationPercent)),
        new(nameof(PerfAlert.Unit), static row => CsvText.Cell(row.Unit)),
        new(nameof(PerfAlert.RaisedAt), static row => Time(row.RaisedAt)),
        new(nameof(PerfAlert.Since), static row => Time(row.Since)),
        new(nameof(PerfAlert.LastSeenAt), static row => Time(row.LastSeenAt)),
        new(nameof(PerfAlert.Count), static row => Integer(row.Count)),
        new(nameof(PerfAlert.CommitBefore), static row => CsvText.Cell(row.CommitBefore)),
        new(nameof(PerfAlert.CommitAfter), static row => CsvText.Cell(row.CommitAfter)),
        new(nameof(PerfAlert.Message), static row => CsvText.Cell(row.Message)),
        new(nameof(PerfAlert.DecidedBy), static row => CsvText.Cell(row.DecidedBy)),
        new(nameof(PerfAlert.DecidedAt), static row => row.DecidedAt is { } at ? Time(at) : string.Empty),
        new(nameof(PerfAlert.Notes), static row => CsvText.Cell(row.Notes)),
    ];

    private static readonly Column<PerfSnapshot>[] SnapshotColumns =
    [
        new(nameof(PerfSnapshot.Id), static row => Integer(row.Id)),
        new(nameof(PerfSnapshot.Timestamp), static row => Time(row.Timestamp)),
        new(nameof(PerfSnapshot.Application), static row => CsvText.Cell(row.Application)),
        new(nameof(PerfSnapshot.Environment), static row => CsvText.Cell(row.Environment)),
        new(nameof(PerfSnapshot.Cold), static row => row.Cold.ToString()),
        new(nameof(PerfSnapshot.SessionId), static row => row.SessionId.ToString("D")),
        new(nameof(PerfSnapshot.Commit), static row => CsvText.Cell(row.Commit)),
        new(nameof(PerfSnapshot.Branch), static row => CsvText.Cell(row.Branch)),
        new(nameof(PerfSnapshot.Tags), static row => CsvText.Cell(TagText.Of(row.Tags))),
    ];

    /// <summary>Writes measurements, one a line.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="rows">The measurements.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static Task WriteAsync(TextWriter writer, IEnumerable<PerfMeasurement> rows, CancellationToken cancellation = default) => WriteAsync(writer, MeasurementColumns, rows, cancellation);

    /// <summary>Writes alerts, one a line.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="rows">The alerts.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static Task WriteAsync(TextWriter writer, IEnumerable<PerfAlert> rows, CancellationToken cancellation = default) => WriteAsync(writer, AlertColumns, rows, cancellation);

    /// <summary>Writes snapshots, one a line, without their measurements.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="rows">The snapshots.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static Task WriteAsync(TextWriter writer, IEnumerable<PerfSnapshot> rows, CancellationToken cancellation = default) => WriteAsync(writer, SnapshotColumns, rows, cancellation);

    private static async Task WriteAsync<TRow>(TextWriter writer, Column<TRow>[] columns, IEnumerable<TRow> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rows);
        await writer.WriteAsync($"{string.Join(',', columns.Select(static column => column.Name))}\r\n".AsMemory(), cancellation).ConfigureAwait(false);
        foreach (TRow row in rows)
        {
            await writer.WriteAsync($"{string.Join(',', columns.Select(column => column.Cell(row)))}\r\n".AsMemory(), cancellation).ConfigureAwait(false);
        }
    }

    private static string Integer(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private sealed record Column<TRow>(string Name, Func<TRow, string> Cell);
}
