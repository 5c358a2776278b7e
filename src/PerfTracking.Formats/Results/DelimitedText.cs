using Microsoft.VisualBasic.FileIO;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>Rows of fields below a header (RFC 4180), with commas, or with semicolons where the header has no comma.</summary>
internal static class DelimitedText
{
    private const int MostLines = 10_000;

    /// <summary>The header's columns; none where the text has no such line.</summary>
    /// <param name="text">The text.</param>
    public static string[] Header(string text)
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

    /// <summary>The rows below the header, one at a time.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ResultFileException">A row has another number of fields than the header, or its quotes do not match.</exception>
    public static IEnumerable<string[]> Rows(string text)
    {
        using TextFieldParser parser = Parser(text);
        int columns = parser.ReadFields()?.Length ?? 0;
        for (int row = 2; !parser.EndOfData; row++)
        {
            string[] fields = Fields(parser, row);
            yield return fields.Length == columns ? fields : throw new ResultFileException(
                parser.EndOfData ? ResultFileDefect.ResultFileTruncated : ResultFileDefect.ResultFileMalformed,
                $"Row {row} has {fields.Length} fields and the header has {columns}.");
        }
    }

    /// <summary>Where a column stands, without regard to case; −1 where there is none.</summary>
    /// <param name="header">The header.</param>
    /// <param name="names">Its names, the best first.</param>
    public static int Column(string[] header, params string[] names) =>
        names.Select(name => Array.FindIndex(header, column => column.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(static index => index >= 0, -1);

    /// <summary>A field's text; <see langword="null"/> where it is empty or there is no such column.</summary>
    /// <param name="fields">The row.</param>
    /// <param name="column">The column.</param>
    public static string? Field(string[] fields, int column) => column >= 0 && fields[column].Length > 0 ? fields[column] : null;

    /// <summary>Whether semicolons part the fields.</summary>
    /// <param name="text">The text.</param>
    public static bool HasSemicolons(string text)
    {
        int end = text.IndexOf('\n');
        ReadOnlySpan<char> first = end < 0 ? text : text.AsSpan(0, end);
        return first.Contains(';') && !first.Contains(',');
    }

    private static string[] Fields(TextFieldParser parser, int row)
    {
        try
        {
            return parser.ReadFields() ?? [];
        }
        catch (MalformedLineException exception)
        {
            throw new ResultFileException(ResultFileDefect.ResultFileMalformed, $"Row {row}: its quotes do not match.", exception);
        }
    }

    private static TextFieldParser Parser(string text)
    {
        char delimiter = HasSemicolons(text) ? ';' : ',';
        EnsureShortFields(text, delimiter);
        var parser = new TextFieldParser(new StringReader(text)) { TrimWhiteSpace = true, HasFieldsEnclosedInQuotes = true };
        parser.SetDelimiters(delimiter.ToString());
        return parser;
    }

    // The parser reads a field from its first line again with each one that it adds: after a quote that is never closed, for hours.
    private static void EnsureShortFields(string text, char delimiter)
    {
        bool isQuoted = false, begins = true;
        int lines = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                i++; // It stands for one.
            }
            else if (letter == '"' && (isQuoted || begins))
            {
                (isQuoted, begins, lines) = (!isQuoted, false, 0);
            }
            else if (!isQuoted)
            {
                begins = letter == delimiter || letter == '\n' || (begins && char.IsWhiteSpace(letter));
            }
            else if (letter == '\n' && ++lines > MostLines)
            {
                throw new ResultFileException(ResultFileDefect.ResultFileMalformed, FormattableString.Invariant($"A field has more than {MostLines:N0} lines: its quotes do not match."));
            }
        }
    }
}
