using System.Management.Automation;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Names with wildcards, as a user types them.</summary>
internal static class NamePatterns
{
    /// <summary>
    /// Tells whether any of some patterns matches a name, as a pattern or as it stands: a name from the pipeline may hold brackets.
    /// <see langword="null"/> where there are none.
    /// </summary>
    /// <param name="patterns">The patterns, or <see langword="null"/>.</param>
    public static Func<string, bool>? Matcher(string[]? patterns)
    {
        if (patterns is null or { Length: 0 })
        {
            return null;
        }

        WildcardPattern[] compiled = Array.ConvertAll(patterns, static pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase));
        return name => Array.Exists(compiled, pattern => pattern.IsMatch(name)) || Array.Exists(patterns, pattern => string.Equals(pattern, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The names, wildcards left out, that nothing found has: each of them is worth an error, though others were found.</summary>
    /// <param name="names">What the user asked for, or <see langword="null"/>.</param>
    /// <param name="found">The names, without regard to case, of what was found.</param>
    public static IEnumerable<string> Missing(string[]? names, HashSet<string> found) =>
        (names ?? []).Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !found.Contains(name));

    /// <summary>The same for metrics, which have an identifier and a name.</summary>
    /// <param name="patterns">The patterns, or <see langword="null"/>.</param>
    public static Func<string, string, bool>? MetricMatcher(string[]? patterns) =>
        Matcher(patterns) is { } matches ? (id, name) => matches(id) || matches(name) : null;
}
