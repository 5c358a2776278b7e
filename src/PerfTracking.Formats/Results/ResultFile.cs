using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.VisualBasic.FileIO;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>Reads files of results, of whichever tool they are.</summary>
public static partial class ResultFile
{
    private const int LargestBytes = 256 << 20;

    // What tells a format from the others stands in its reader. Criterion's messages are many JSON values, which no other reader parses.
    private static readonly IResultReader[] Readers =
    [
        new CriterionReader(),
        new SessionReader(),
        new HyperfineReader(),
        new BenchmarkDotNetReader(),
        new PytestBenchmarkReader(),
        new GoogleBenchmarkReader(),
        new JmhReader(),
        new JUnitReader(),
        new NUnitReader(),
        new GoBenchReader(),
        new CsvReader(),
    ];

    /// <summary>Reads a file, or the folder that Criterion.rs writes.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="format">Whose it is, or <see langword="null"/> to see from its content.</param>
    /// <returns>What was measured, with at least one value.</returns>
    /// <exception cref="ResultFileException">It cannot be read; its defect says why.</exception>
    public static PerfBenchmarkSession Read(string path, ResultFormat? format = null)
    {
        if (Directory.Exists(path))
        {
            return CriterionReader.ReadFolder(path) is { Count: > 0 } results
                ? new PerfBenchmarkSession { Source = "Criterion.rs", Results = results }
                : throw new ResultFileException(ResultFileDefect.ResultFormatNotRecognized, $"'{path}' is a folder, and none of results of Criterion.rs.");
        }

        return Parse(new ResultText(ReadText(path), path), path, format);
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="ResultFileException">It cannot be read; its defect says why.</exception>
    internal static string ReadText(string path)
    {
        try
        {
            return BoundedText.Read(path, LargestBytes)
                ?? throw new ResultFileException(ResultFileDefect.ResultFileTooLarge, $"'{path}' is larger than {LargestBytes >> 20} MiB, which no file of results is.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ResultFileException(ResultFileDefect.ResultFileNotFound, $"There is no file '{path}'.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultFileException(ResultFileDefect.ResultFileUnreadable, $"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads what knows nothing of the file it stands in: of many files, the one that is broken has to be found.</summary>
    /// <param name="name">What the file is called in errors.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="ResultFileException">It cannot be read; the message begins with the name.</exception>
    internal static T Named<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ResultFileException exception)
        {
            throw new ResultFileException(exception.Defect, $"'{name}': {exception.Message}", exception);
        }
    }

    /// <summary>Refuses names whose letters were lost on the way: they would be other names in the history, and never be found again.</summary>
    /// <param name="name">What the file is called in errors.</param>
    /// <param name="texts">The names in it.</param>
    internal static void EnsureLetters(string name, IEnumerable<string> texts)
    {
        if (texts.FirstOrDefault(static text => text.Contains('\ufffd', StringComparison.Ordinal)) is { } broken)
        {
            throw new ResultFileException(ResultFileDefect.ResultFileMalformed, $"'{name}' is not encoded as UTF-8, and '{broken}' in it cannot be read.");
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What it is called in errors.</param>
    /// <param name="format">Whose it is, or <see langword="null"/> to see from its content.</param>
    /// <returns>What was measured, with at least one value.</returns>
    /// <exception cref="ResultFileException">It cannot be read; its defect says why.</exception>
    public static PerfBenchmarkSession Parse(string text, string name, ResultFormat? format = null) => Parse(new ResultText(text), name, format);

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What it is called in errors.</param>
    /// <param name="format">Whose it is, or <see langword="null"/> to see from its content.</param>
    internal static PerfBenchmarkSession Parse(ResultText text, string name, ResultFormat? format)
    {
        using ResultText result = text;
        if (result.Text.Length == 0)
        {
            throw new ResultFileException(ResultFileDefect.ResultFileEmpty, $"'{name}' is empty.");
        }

        IResultReader? reader = null;
        try
        {
            reader = Array.Find(Readers, reader => format is { } known ? reader.Format == known : reader.Recognizes(result))
                ?? throw new ResultFileException(
                    ResultFileDefect.ResultFormatNotRecognized,
                    $"'{name}' is of no format that is known: {string.Join(", ", Enum.GetNames<ResultFormat>())}.");
            PerfBenchmarkSession session = OfOneNameOnce(PlainSession.Of(Named(name, () => reader.Read(result))));
            EnsureLetters(name, session.Results.Select(static benchmark => benchmark.Name));
            return session.Results.Any(static benchmark => benchmark.Error is not null || benchmark.Series.Any(static series => series.Samples.Count > 0))
                ? session
                : throw new ResultFileException(ResultFileDefect.ResultFileWithoutSample, $"'{name}' ({reader.Format}) holds no value: nothing was measured.");
        }
        catch (JsonException exception) when (NotFinite().Match(result.Text) is { Success: true } number)
        {
            // Python and others write them, and JSON has none.
            throw new ResultFileException(ResultFileDefect.ResultValueNotValid, $"'{name}' holds {number.Groups["number"].Value}, which is no number that can be compared.", exception);
        }
        catch (JsonException exception)
        {
            throw Broken(name, "JSON", exception, EndsEarly(result.Text));
        }
        catch (XmlException exception)
        {
            string[] lines = result.Text.Split('\n');
            throw Broken(name, "XML", exception, exception.LineNumber >= lines.Length && exception.LinePosition > lines[^1].TrimEnd().Length);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or MalformedLineException or InvalidOperationException or FormatException or OverflowException)
        {
            // What the reader asks a document for and does not find there.
            string what = format is { } asked && reader?.Recognizes(result) == false ? $"is not of the format {asked}, which was asked for." : $"breaks the rules of its format: {exception.Message}";
            throw new ResultFileException(ResultFileDefect.ResultFileMalformed, $"'{name}' {what}", exception);
        }
    }

    // Tools run one command twice where they are told to, and write both: what has one name is one benchmark with the samples of all.
    private static PerfBenchmarkSession OfOneNameOnce(PerfBenchmarkSession session) => session with
    {
        Results =
        [
            .. session.Results.GroupBy(static result => (result.Name, result.Arm)).Select(static same => same.First() with
            {
                Invocations = same.Sum(static result => result.Invocations),
                Error = same.Select(static result => result.Error).FirstOrDefault(static error => error is not null),
                Series =
                [
                    .. same.SelectMany(static result => result.Series).GroupBy(static series => (series.Metric, series.Unit, series.Direction))
                        .Select(static series => series.First() with { Samples = [.. series.SelectMany(static one => one.Samples)] }),
                ],
            }),
        ],
    };

    private static ResultFileException Broken(string name, string what, Exception exception, bool truncated) => truncated
        ? new ResultFileException(ResultFileDefect.ResultFileTruncated, $"'{name}' ends in the middle: it was not written to its end. {exception.Message}", exception)
        : new ResultFileException(ResultFileDefect.ResultFileMalformed, $"'{name}' is no {what} that can be read. {exception.Message}", exception);

    [GeneratedRegex(@"[:\[,]\s*(?<number>[-+]?(NaN|Infinity|inf))\b")]
    private static partial Regex NotFinite();

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
