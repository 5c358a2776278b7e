using System.Globalization;
using System.Text;

namespace PerfTracking.Formats.Tables;

/// <summary>
/// The columns of a table for spreadsheets (RFC 4180: lines end with CR and LF). What a cell looks like is its type's matter, so
/// that no table has its own way: a text that a spreadsheet would take for a formula is defused, a number has every digit, a
/// time is ISO 8601 in UTC, and nothing is an empty cell.
/// </summary>
internal sealed class CsvColumns<TRow>
{
    private const string LineEnd = "\r\n";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string StartsFormula = "=+-@\t\r\n＝＋－＠";

    private readonly List<(string Name, Func<TRow, string?> Cell)> _columns = [];

    /// <summary>The line of names.</summary>
    public string Header => string.Join(',', _columns.Select(static column => column.Name)) + LineEnd;

    /// <summary>A row's line.</summary>
    public string LineOf(TRow row) => string.Join(',', _columns.Select(column => column.Cell(row))) + LineEnd;

    /// <summary>The whole table.</summary>
    public string TextOf(IEnumerable<TRow> rows)
    {
        var text = new StringBuilder(Header);
        foreach (TRow row in rows)
        {
            text.Append(LineOf(row));
        }

        return text.ToString();
    }

    public CsvColumns<TRow> With(string name, Func<TRow, string?> value) => Add(name, row => Cell(value(row)));

    public CsvColumns<TRow> With(string name, Func<TRow, double?> value) => Add(name, row => value(row)?.ToString("R", CultureInfo.InvariantCulture));

    public CsvColumns<TRow> With(string name, Func<TRow, long?> value) => Add(name, row => value(row)?.ToString(CultureInfo.InvariantCulture));

    public CsvColumns<TRow> With(string name, Func<TRow, DateTimeOffset?> value) => Add(name, row => value(row)?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));

    public CsvColumns<TRow> With(string name, Func<TRow, bool> value) => Add(name, row => value(row).ToString());

    public CsvColumns<TRow> With(string name, Func<TRow, Guid> value) => Add(name, row => value(row).ToString("D"));

    public CsvColumns<TRow> With(string name, Func<TRow, Enum> value) => Add(name, row => value(row).ToString());

    private CsvColumns<TRow> Add(string name, Func<TRow, string?> cell)
    {
        _columns.Add((name, cell));
        return this;
    }

    private static string Cell(string? text)
    {
        string cell = text ?? string.Empty;
        if (cell.Length > 0 && StartsFormula.Contains(cell[0], StringComparison.Ordinal))
        {
            cell = "'" + cell;
        }

        return cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
