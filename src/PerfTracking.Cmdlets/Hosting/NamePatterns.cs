using System.Management.Automation;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Names with wildcards, as a user types them.</summary>
internal static class NamePatterns
{
    /// <summary>Whether a text stands for many names. One with a bracket that is never closed is a name.</summary>
    /// <param name="text">What the user typed.</param>
    public static bool IsPattern(string text) => WildcardPattern.ContainsWildcardCharacters(text) && Compile(text) is not null;

    /// <summary>The names, wildcards left out, that nothing found has: each of them is worth an error, though others were found.</summary>
    /// <param name="names">What the user asked for, or <see langword="null"/>.</param>
    /// <param name="found">The names, without regard to case, of what was found.</param>
    public static IEnumerable<string> Missing(string[]? names, HashSet<string> found) =>
        (names ?? []).Where(name => !IsPattern(name)).Select(WildcardPattern.Unescape).Where(name => !found.Contains(name));

    private static WildcardPattern? Compile(string text)
    {
        try
        {
            // Only matching tells whether it is a pattern at all.
            var pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase);
            _ = pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException)
        {
            return null;
        }
    }
}
