using System.Globalization;
using System.Text;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>Many numbers or texts as one parameter: SQLite's <c>json_each</c> makes rows of it, however many there are.</summary>
internal static class JsonList
{
    /// <summary>The patterns of a filter as a JSON array; <see langword="null"/> for none.</summary>
    /// <param name="filter">The filter, or <see langword="null"/>.</param>
    public static string? Of(NameFilter? filter) => filter is null ? null : Of(filter.LikePatterns);

    /// <summary>Writes texts as a JSON array.</summary>
    /// <param name="texts">The texts.</param>
    public static string Of(IEnumerable<string> texts)
    {
        var json = new StringBuilder("[");
        foreach (string text in texts)
        {
            json.Append(json.Length > 1 ? ",\"" : "\"");
            foreach (char letter in text)
            {
                _ = letter is '"' or '\\' ? json.Append('\\').Append(letter)
                    : char.IsControl(letter) ? json.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}")
                    : json.Append(letter);
            }

            json.Append('"');
        }

        return json.Append(']').ToString();
    }

    /// <summary>Writes numbers as a JSON array.</summary>
    /// <param name="numbers">The numbers.</param>
    public static string Of(IEnumerable<long> numbers) =>
        $"[{string.Join(',', numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)))}]";
}
