using System.Globalization;

namespace PerfTracking.Formats;

/// <summary>Cells of a table for spreadsheets (RFC 4180). A text that a spreadsheet would take for a formula is defused.</summary>
internal static class CsvText
{
    /// <summary>A text as a cell.</summary>
    /// <param name="text">The text; nothing for <see langword="null"/>.</param>
    public static string Cell(string? text)
    {
        string cell = text ?? string.Empty;
        if (cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            cell = "'" + cell;
        }

        return cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A number as a cell, every digit of it.</summary>
    /// <param name="number">The number; nothing for <see langword="null"/>.</param>
    public static string Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;
}
