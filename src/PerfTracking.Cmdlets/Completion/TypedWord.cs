using System.Management.Automation;
using System.Reflection;
using System.Text;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>What a user typed so far of a parameter's value.</summary>
/// <param name="command">The command.</param>
/// <param name="parameter">The parameter.</param>
/// <param name="text">The text, perhaps with quotes around it.</param>
internal sealed class TypedWord(string command, string parameter, string? text)
{
    private readonly string _value = Unquote(text ?? string.Empty);

    /// <summary>Whether the parameter takes wildcards, so that those in a name must be escaped.</summary>
    public bool TakesWildcards { get; } = Array.Find(typeof(TypedWord).Assembly.GetExportedTypes(), type => IsCmdlet(type, command))
        ?.GetProperty(parameter, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase)
        ?.IsDefined(typeof(SupportsWildcardsAttribute)) == true;

    /// <summary>Whether a name begins with the word.</summary>
    /// <param name="name">The name.</param>
    public bool Begins(string name) => name.StartsWith(TakesWildcards ? WildcardPattern.Unescape(_value) : _value, StringComparison.OrdinalIgnoreCase);

    // An import may put a prefix before the noun.
    private static bool IsCmdlet(Type type, string name) =>
        type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet
        && name.StartsWith(cmdlet.VerbName + "-", StringComparison.OrdinalIgnoreCase) && name.EndsWith(cmdlet.NounName, StringComparison.OrdinalIgnoreCase);

    // As PowerShell reads it, but for variables: a quote is doubled within its own kind, and a backtick is none between single ones.
    private static string Unquote(string text)
    {
        char quote = text.Length > 0 ? QuoteOf(text[0]) : default;
        var value = new StringBuilder(text.Length);
        for (int i = quote == default ? 0 : 1; i < text.Length; i++)
        {
            bool isQuote = quote != default && QuoteOf(text[i]) == quote;
            if ((isQuote || (quote != '\'' && text[i] == '`')) && (++i == text.Length || (isQuote && QuoteOf(text[i]) != quote)))
            {
                break;
            }

            value.Append(text[i]);
        }

        return value.ToString();
    }

    // PowerShell takes typographic quotes for quotes.
    private static char QuoteOf(char c) => c switch
    {
        '\'' or (>= '\u2018' and <= '\u201b') => '\'',
        '"' or (>= '\u201c' and <= '\u201e') => '"',
        _ => default,
    };
}
