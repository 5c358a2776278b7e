using System.Diagnostics.CodeAnalysis;

namespace PerfTracking.Formatting;

/// <summary>
/// Text that others wrote, on its way to people: a terminal obeys control characters, and a CI system what it takes for a command
/// in a line of a run's log.
/// </summary>
public static class PlainText
{
    private const char Replacement = '\ufffd';
    private const string NoCommand = "\u200b";

    /// <summary>A text without control characters but its line breaks and tabs; U+FFFD stands for each.</summary>
    /// <param name="text">The text, or <see langword="null"/>, which stays that.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text)
    {
        char[]? plain = null;
        for (int i = 0; i < text?.Length; i++)
        {
            bool stays = !char.IsControl(text[i]) || text[i] is '\n' or '\t' || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n');
            if (!stays)
            {
                (plain ??= text.ToCharArray())[i] = Replacement;
            }
        }

        return plain is null ? text : new string(plain);
    }

    /// <summary>A text on one line, without control characters and <see cref="TurnsDirection"/>, that no CI system takes for a command.</summary>
    /// <param name="text">The text, or <see langword="null"/>, which stays that.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? LineOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string line = string.Concat(text.Where(static c => !TurnsDirection(c)).Select(static c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

        // GitHub looks for ##[…] and Azure for ##vso[…] wherever they stand, GitHub for ::…:: where a line begins.
        line = line.Replace("##[", $"##{NoCommand}[", StringComparison.Ordinal).Replace("##vso[", $"##{NoCommand}vso[", StringComparison.OrdinalIgnoreCase);
        return line.AsSpan().TrimStart().StartsWith("::", StringComparison.Ordinal) ? NoCommand + line : line;
    }

    /// <summary>Whether a character turns the direction of a line round, and would move the text around it.</summary>
    /// <param name="letter">The character.</param>
    public static bool TurnsDirection(char letter) => letter is '\u200e' or '\u200f' or '\u061c' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
