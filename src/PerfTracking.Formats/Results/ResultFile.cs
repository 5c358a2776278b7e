using System.Text;
using System.Text.Json;
using System.Xml;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>Reads files of results, of whichever tool they are.</summary>
public static class ResultFile
{
    private const long LargestBytes = 256L << 20;

    // The most particular first: what tells a format from the others stands in its reader.
    private static readonly IResultReader[] Readers =
    [
        new HyperfineReader(),
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="format">Whose it is, or <see langword="null"/> to see from its content.</param>
    /// <returns>What was measured, with at least one value.</returns>
    /// <exception cref="ResultFileException">It cannot be read; its defect says why.</exception>
    public static PerfBenchmarkSession Read(string path, ResultFormat? format = null)
    {
        string text;
        try
        {
            if (new FileInfo(path).Length > LargestBytes)
            {
                throw new ResultFileException(ResultFileDefect.ResultFileTooLarge, $"'{path}' is larger than {LargestBytes >> 20} MiB, which no file of results is.");
            }

            text = File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ResultFileException(ResultFileDefect.ResultFileNotFound, $"There is no file '{path}'.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultFileException(ResultFileDefect.ResultFileUnreadable, $"'{path}' cannot be read: {exception.Message}", exception);
        }

        return Parse(text, path, format);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What it is called in errors.</param>
    /// <param name="format">Whose it is, or <see langword="null"/> to see from its content.</param>
    /// <returns>What was measured, with at least one value.</returns>
    /// <exception cref="ResultFileException">It cannot be read; its defect says why.</exception>
    public static PerfBenchmarkSession Parse(string text, string name, ResultFormat? format = null)
    {
        using var result = new ResultText(text);
        if (result.Text.Length == 0)
        {
            throw new ResultFileException(ResultFileDefect.ResultFileEmpty, $"'{name}' is empty.");
        }

        try
        {
            IResultReader reader = Array.Find(Readers, reader => format is { } known ? reader.Format == known : reader.Recognizes(result))
                ?? throw new ResultFileException(
                    ResultFileDefect.ResultFormatNotRecognized,
                    $"'{name}' is of no format that is known: {string.Join(", ", Enum.GetNames<ResultFormat>())}.");
            PerfBenchmarkSession session = reader.Read(result);
            return session.Results.Any(static benchmark => benchmark.Error is not null || benchmark.Series.Any(static series => series.Samples.Count > 0))
                ? session
                : throw new ResultFileException(ResultFileDefect.ResultFileWithoutSample, $"'{name}' ({reader.Format}) holds no value: nothing was measured.");
        }
        catch (JsonException exception)
        {
            throw Broken(name, "JSON", exception, EndsEarly(result.Text));
        }
        catch (XmlException exception)
        {
            throw Broken(name, "XML", exception, exception.LineNumber >= result.Text.Count(static c => c == '\n') + 1);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            // What the reader asks a document for and does not find there.
            throw new ResultFileException(ResultFileDefect.ResultFileMalformed, $"'{name}' breaks the rules of its format: {exception.Message}", exception);
        }
    }

    private static ResultFileException Broken(string name, string what, Exception exception, bool truncated) => truncated
        ? new ResultFileException(ResultFileDefect.ResultFileTruncated, $"'{name}' ends in the middle: it was not written to its end. {exception.Message}", exception)
        : new ResultFileException(ResultFileDefect.ResultFileMalformed, $"'{name}' is no {what} that can be read. {exception.Message}", exception);

    // A text that is JSON as far as it goes: only its end is missing.
    private static bool EndsEarly(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
