using System.Globalization;

namespace PerfTracking.Storage;

/// <summary>Numbers as one parameter: SQLite's <c>json_each</c> makes rows of it, however many there are.</summary>
internal static class JsonList
{
    /// <summary>Writes numbers as a JSON array.</summary>
    /// <param name="numbers">The numbers.</param>
    public static string Of(IEnumerable<long> numbers) =>
        $"[{string.Join(',', numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)))}]";
}
