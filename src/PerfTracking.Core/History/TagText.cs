using PerfTracking.Formatting;

namespace PerfTracking.History;

/// <summary>Tags as one line of text for rows that have no nesting.</summary>
public static class TagText
{
    /// <summary>Writes tags as <c>name=value; name=value</c>, or <see langword="null"/> where there are none.</summary>
    /// <param name="tags">The tags.</param>
    public static string? Of(IReadOnlyDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return tags.Count == 0 ? null : Pairs<string, string>.Of(tags).ToString();
    }
}
