using PerfTracking.Formatting;

namespace PerfTracking.History;

/// <summary>Tags as one line of text for rows that have no nesting.</summary>
public static class TagText
{
    private const string Separator = "; ";

    /// <summary>Writes tags as <c>name=value; name=value</c>, or <see langword="null"/> where there are none.</summary>
    /// <param name="tags">The tags.</param>
    public static string? Of(IReadOnlyDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return tags.Count == 0 ? null : Pairs<string, string>.Of(tags).ToString();
    }

    /// <summary>Reads what <see cref="Of"/> wrote. A value may hold <c>=</c>, and <c>; </c> where no other pair follows it.</summary>
    /// <param name="text">The text, or <see langword="null"/> for no tags.</param>
    /// <param name="given">Tags that count before those of the text.</param>
    public static IReadOnlyDictionary<string, string> Read(string? text, IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var tags = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? name = null;
        foreach (string part in text?.Split(Separator) ?? [])
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and int mark)
            {
                tags[name = part[..mark]] = part[(mark + 1)..];
            }
            else if (name is not null)
            {
                tags[name] += Separator + part;
            }
        }

        foreach ((string key, string value) in given)
        {
            tags[key] = value;
        }

        return tags;
    }
}
