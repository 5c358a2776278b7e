using System.Text;
using PerfTracking.Formatting;

namespace PerfTracking.Formats;

/// <summary>Text on its way into Markdown, where names and notes come from files that anybody may have written.</summary>
internal static class MarkdownText
{
    // Within a line; none of these texts begins one.
    private const string Special = "\\`*_{}[]#!|~:$";
    private const int Longest = 200, LongestSentence = 2_000;

    /// <summary>A text that stands for itself: no markup, no link, no mention, one line.</summary>
    /// <param name="text">The text.</param>
    public static string Escape(string text) => Escape(text, Longest);

    /// <summary>A sentence that stands for itself, and may be longer than a name.</summary>
    /// <param name="text">The sentence.</param>
    public static string Sentence(string text) => Escape(text, LongestSentence);

    private static string Escape(string text, int longest)
    {
        // First, for what follows looks at the letters on both sides.
        text = string.Concat(text.Where(static c => !PlainText.TurnsDirection(c)));
        var escaped = new StringBuilder(text.Length + 8);
        string shown = text.Length <= longest ? text : text[..(longest - 1)] + "…";
        for (int i = 0; i < shown.Length; i++)
        {
            char c = shown[i];
            if (char.IsControl(c) || c is '\u2028' or '\u2029')
            {
                escaped.Append(' ');
            }
            else if (c is '<' or '>' or '&')
            {
                escaped.Append(c switch { '<' => "&lt;", '>' => "&gt;", _ => "&amp;" });
            }
            else if (c is '@')
            {
                escaped.Append("@\u200b");
            }
            else if (c is '.' && i + 1 < shown.Length && (char.IsLetter(shown[i + 1]) || (char.IsDigit(shown[i + 1]) && i > 0 && char.IsLetter(shown[i - 1]))))
            {
                // No address is made of it.
                escaped.Append("\\.");
            }
            else if (Special.Contains(c))
            {
                escaped.Append('\\').Append(c);
                if (c is '#' or ':' && i + 1 < shown.Length && shown[i + 1] != ' ')
                {
                    // Neither a reference to an issue nor an address nor a face is made of it.
                    escaped.Append('\u200b');
                }
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }

    /// <summary>A text as code in a line, also in a table's cell.</summary>
    /// <param name="text">The text.</param>
    public static string Code(string text)
    {
        string line = string.Concat(text.Where(static c => !char.IsControl(c) && !PlainText.TurnsDirection(c)).Take(Longest)).Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal).Trim();
        return line.Length == 0 ? string.Empty : $"`{line}`";
    }

    /// <summary>A command as a block of code.</summary>
    /// <param name="text">The command.</param>
    public static string Block(string text) => $"```powershell\n{string.Concat(text.Where(static c => c == '\n' || !(char.IsControl(c) || PlainText.TurnsDirection(c)))).Replace("```", "'''", StringComparison.Ordinal)}\n```";
}
