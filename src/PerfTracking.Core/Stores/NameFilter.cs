using PerfTracking.Metrics;

namespace PerfTracking.Stores;

/// <summary>Names that are asked for, as data, so that any store can make a query of them. Case does not matter.</summary>
public sealed class NameFilter
{
    private readonly string[] _names;
    private readonly NamePattern[] _patterns;

    private NameFilter(string[] names, NamePattern[] patterns)
    {
        _names = names;
        _patterns = patterns;
    }

    /// <summary>No name at all.</summary>
    public static NameFilter None { get; } = new([], []);

    /// <summary>Whether no name is meant.</summary>
    public bool IsEmpty => _names.Length == 0 && _patterns.Length == 0;

    /// <summary>Patterns of SQL's <c>LIKE</c> with <c>\</c> as escape. They let through at least what matches; <see cref="IsMatch(string)"/> is exact.</summary>
    public IEnumerable<string> LikePatterns => [.. _names.Select(NamePattern.LikeName), .. _patterns.Select(static pattern => pattern.Like)];

    /// <summary>Names as they stand.</summary>
    /// <param name="names">The names.</param>
    public static NameFilter Exactly(params string[] names) => new(names, []);

    /// <summary>
    /// Texts as a user types them, with PowerShell's wildcards (<c>*</c>, <c>?</c>, <c>[a-z]</c>, a backtick before one that is
    /// meant as it stands). Each counts as a name too, for a name from the pipeline may hold brackets.
    /// </summary>
    /// <param name="texts">The texts, or <see langword="null"/>.</param>
    /// <returns>The filter, or <see langword="null"/> where nothing restricts.</returns>
    public static NameFilter? Matching(IReadOnlyCollection<string>? texts)
    {
        if (texts is null or { Count: 0 })
        {
            return null;
        }

        var patterns = new List<NamePattern>();
        foreach (string text in texts)
        {
            if (NamePattern.Read(text) is { } pattern)
            {
                patterns.Add(pattern);
            }
        }

        return new NameFilter([.. texts], [.. patterns]);
    }

    /// <summary>Whether a name is meant.</summary>
    /// <param name="name">The name.</param>
    public bool IsMatch(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.Exists(_names, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) || Array.Exists(_patterns, pattern => pattern.IsMatch(name));
    }

    /// <summary>Whether a metric is meant, by its identifier or its name.</summary>
    /// <param name="metric">The metric.</param>
    public bool IsMatch(PerfMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return IsMatch(metric.Id) || IsMatch(metric.Name);
    }
}
