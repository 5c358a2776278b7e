using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PerfTracking.Formatting;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Tags as a user gives them: a hashtable of names and values.</summary>
internal static class TagTable
{
    /// <summary>The longest name or value that is kept, in UTF-16 code units; more is cut.</summary>
    public const int MaxLength = 1024;

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>
    /// Reads a hashtable; values become text in the invariant culture, lists the texts of their values with commas. Of control
    /// characters line breaks and tabs stay.
    /// </summary>
    /// <param name="table">The hashtable, or <see langword="null"/>.</param>
    public static IReadOnlyDictionary<string, string> Read(IDictionary? table)
    {
        if (table is null || table.Count == 0)
        {
            return None;
        }

        var tags = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table)
        {
            tags[TextOf(entry.Key)] = TextOf(entry.Value);
        }

        return tags;
    }

    private static string TextOf(object? value)
    {
        string text = Joined(value);
        return PlainText.Of(text.Length <= MaxLength ? text : text[..MaxLength]);
    }

    // A list is its values and not the name of its type.
    private static string Joined(object? value) => value switch
    {
        string text => text,
        PSObject { BaseObject: not PSCustomObject and var inner } => Joined(inner),
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture),
        IDictionary table => string.Join(", ", table.Cast<DictionaryEntry>().Select(static entry => $"{Joined(entry.Key)}={Joined(entry.Value)}")),
        IEnumerable list => string.Join(", ", list.Cast<object?>().Take(MaxLength).Select(Joined)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
