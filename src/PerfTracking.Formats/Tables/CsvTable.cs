using System.Text;
using PerfTracking.Alerts;
using PerfTracking.History;

namespace PerfTracking.Formats.Tables;

/// <summary>
/// Rows for spreadsheets (RFC 4180), one at a time: the columns, their order and their values are those that <c>Export-Csv</c>
/// makes of what the cmdlets return. Times are ISO 8601, UTC. A text that a spreadsheet would take for a formula is defused.
/// </summary>
public static class CsvTable
{
    private static readonly CsvColumns<PerfMeasurement> MeasurementColumns = new CsvColumns<PerfMeasurement>()
        .With(nameof(PerfMeasurement.SnapshotId), static row => row.SnapshotId)
        .With(nameof(PerfMeasurement.Timestamp), static row => row.Timestamp)
        .With(nameof(PerfMeasurement.Application), static row => row.Application)
        .With(nameof(PerfMeasurement.Metric), static row => row.Metric)
        .With(nameof(PerfMeasurement.Name), static row => row.Name)
        .With(nameof(PerfMeasurement.Value), static row => row.Value)
        .With(nameof(PerfMeasurement.Unit), static row => row.Unit)
        .With(nameof(PerfMeasurement.Count), static row => row.Count)
        .With(nameof(PerfMeasurement.Minimum), static row => row.Minimum)
        .With(nameof(PerfMeasurement.Maximum), static row => row.Maximum)
        .With(nameof(PerfMeasurement.Cold), static row => row.Cold)
        .With(nameof(PerfMeasurement.Environment), static row => row.Environment)
        .With(nameof(PerfMeasurement.SessionId), static row => row.SessionId)
        .With(nameof(PerfMeasurement.Commit), static row => row.Commit)
        .With(nameof(PerfMeasurement.Branch), static row => row.Branch)
        .With(nameof(PerfMeasurement.Tags), static row => row.Tags);

    private static readonly CsvColumns<PerfAlert> AlertColumns = new CsvColumns<PerfAlert>()
        .With(nameof(PerfAlert.Id), static row => row.Id)
        .With(nameof(PerfAlert.State), static row => row.State)
        .With(nameof(PerfAlert.Severity), static row => row.Severity)
        .With(nameof(PerfAlert.Application), static row => row.Application)
        .With(nameof(PerfAlert.Environment), static row => row.Environment)
        .With(nameof(PerfAlert.Cold), static row => row.Cold)
        .With(nameof(PerfAlert.Metric), static row => row.Metric)
        .With(nameof(PerfAlert.Name), static row => row.Name)
        .With(nameof(PerfAlert.Kind), static row => row.Kind)
        .With(nameof(PerfAlert.Effect), static row => row.Effect)
        .With(nameof(PerfAlert.Value), static row => row.Value)
        .With(nameof(PerfAlert.Expected), static row => row.Expected)
        .With(nameof(PerfAlert.DeviationPercent), static row => row.DeviationPercent)
        .With(nameof(PerfAlert.Unit), static row => row.Unit)
        .With(nameof(PerfAlert.RaisedAt), static row => row.RaisedAt)
        .With(nameof(PerfAlert.Since), static row => row.Since)
        .With(nameof(PerfAlert.LastSeenAt), static row => row.LastSeenAt)
        .With(nameof(PerfAlert.Count), static row => row.Count)
        .With(nameof(PerfAlert.CommitBefore), static row => row.CommitBefore)
        .With(nameof(PerfAlert.CommitAfter), static row => row.CommitAfter)
        .With(nameof(PerfAlert.Message), static row => row.Message)
        .With(nameof(PerfAlert.DecidedBy), static row => row.DecidedBy)
        .With(nameof(PerfAlert.DecidedAt), static row => row.DecidedAt)
        .With(nameof(PerfAlert.Notes), static row => row.Notes);

    private static readonly CsvColumns<PerfSnapshot> SnapshotColumns = new CsvColumns<PerfSnapshot>()
        .With(nameof(PerfSnapshot.Id), static row => row.Id)
        .With(nameof(PerfSnapshot.Timestamp), static row => row.Timestamp)
        .With(nameof(PerfSnapshot.Application), static row => row.Application)
        .With(nameof(PerfSnapshot.Environment), static row => row.Environment)
        .With(nameof(PerfSnapshot.Cold), static row => row.Cold)
        .With(nameof(PerfSnapshot.SessionId), static row => row.SessionId)
        .With(nameof(PerfSnapshot.Commit), static row => row.Commit)
        .With(nameof(PerfSnapshot.Branch), static row => row.Branch)
        .With(nameof(PerfSnapshot.Tags), static row => TagText.Of(row.Tags));

    /// <summary>
    /// How such a file is encoded, whoever writes it: UTF-8 with its mark, without which a spreadsheet takes <c>µs</c> for something
    /// else.
    /// </summary>
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

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

    private static async Task WriteAsync<TRow>(TextWriter writer, CsvColumns<TRow> columns, IEnumerable<TRow> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rows);
        await writer.WriteAsync(columns.Header.AsMemory(), cancellation).ConfigureAwait(false);
        foreach (TRow row in rows)
        {
            await writer.WriteAsync(columns.LineOf(row).AsMemory(), cancellation).ConfigureAwait(false);
        }
    }
}
