using System.Text;

namespace PerfTracking.Machine.Windows;

/// <summary>
/// Windows gives a program one line of text; the program makes arguments of it. Nearly all do it by the rules of
/// CommandLineToArgvW and the C runtime, which this reverses; batch files are read by cmd.exe, which has rules of its own.
/// </summary>
internal static class CommandLine
{
    // No argument of a batch file can hold them: cmd.exe ends or changes its line there, whatever stands around it.
    private static readonly char[] ImpossibleForBatch = ['\r', '\n', '\0'];

    // An empty part of a variable that is always there, with a percent sign before it: what cmd.exe expands to one percent
    // sign. Rust's standard library does the same.
    private const string Percent = "%%cd:~,%";

    /// <summary>The line for a program.</summary>
    /// <param name="path">The program's path.</param>
    /// <param name="arguments">Its arguments.</param>
    public static string Of(string path, IReadOnlyList<string> arguments)
    {
        var line = new StringBuilder().Append('"').Append(path).Append('"');
        foreach (string argument in arguments)
        {
            Append(line.Append(' '), argument);
        }

        return line.ToString();
    }

    /// <summary>Whether cmd.exe runs the file. Windows takes no notice of dots and spaces at a path's end (CVE-2024-43402).</summary>
    /// <param name="path">The file's path.</param>
    public static bool IsBatch(string path) =>
        Path.GetExtension(path.TrimEnd(' ', '.')) is { } extension
        && (extension.Equals(".cmd", StringComparison.OrdinalIgnoreCase) || extension.Equals(".bat", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The line for cmd.exe that runs a batch file: without AutoRun (/d), with extensions (/e:on), without delayed expansion
    /// (/v:off), every argument in quotes, inside which cmd.exe takes no character for its own but the percent sign and the quote.
    /// </summary>
    /// <param name="shell">The path of cmd.exe.</param>
    /// <param name="path">The batch file's path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The line, or <see langword="null"/> where it cannot carry an argument safely (CVE-2024-24576, "BatBadBut").</returns>
    public static string? OfBatch(string shell, string path, IReadOnlyList<string> arguments)
    {
        if (path.AsSpan().IndexOfAny(ImpossibleForBatch) >= 0 || path.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        var line = new StringBuilder().Append('"').Append(shell).Append("\" /d /e:on /v:off /c \"\"").Append(path).Append('"');
        foreach (string argument in arguments)
        {
            if (argument.AsSpan().IndexOfAny(ImpossibleForBatch) >= 0)
            {
                return null;
            }

            // A backslash before the closing quote would take it from a program that the batch file hands the argument on to.
            int backslashes = argument.Length - argument.TrimEnd('\\').Length;
            line.Append(" \"").Append(argument.Replace("%", Percent, StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)).Append('\\', backslashes).Append('"');
        }

        return line.Append('"').ToString();
    }

    private static void Append(StringBuilder line, string argument)
    {
        if (argument.Length > 0 && argument.AsSpan().IndexOfAny(" \t\n\v\"") < 0)
        {
            line.Append(argument);
            return;
        }

        line.Append('"');
        int backslashes = 0;
        foreach (char character in argument)
        {
            if (character == '\\')
            {
                backslashes++;
                continue;
            }

            // Backslashes mean themselves, unless a quote follows them.
            line.Append('\\', character == '"' ? (2 * backslashes) + 1 : backslashes).Append(character);
            backslashes = 0;
        }

        line.Append('\\', 2 * backslashes).Append('"');
    }
}
