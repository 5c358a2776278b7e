using System.Management.Automation;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Which benchmarks a user wants, by names and tags with wildcards.</summary>
/// <param name="names">Names, or <see langword="null"/> for all.</param>
/// <param name="tags">Tags of which a benchmark has one, or <see langword="null"/>.</param>
/// <param name="excludedTags">Tags of which it has none, or <see langword="null"/>.</param>
internal sealed class BenchmarkChoice(string[]? names, string[]? tags, string[]? excludedTags)
{
    /// <summary>Whether a benchmark is wanted.</summary>
    public bool Takes(PerfBenchmark benchmark) =>
        (names is null || Matches(names, benchmark.Name))
        && (tags is null || benchmark.Tags.Any(tag => Matches(tags, tag)))
        && (excludedTags is null || !benchmark.Tags.Any(tag => Matches(excludedTags, tag)));

    /// <summary>The plain names that no benchmark has.</summary>
    public IEnumerable<string> MissingNames(IEnumerable<PerfBenchmark> all) => NamePatterns.Missing(names, Set(all.Select(static benchmark => benchmark.Name)));

    /// <summary>The plain tags that no benchmark has. Of those to leave out none need be there.</summary>
    public IEnumerable<string> MissingTags(IEnumerable<PerfBenchmark> all) => NamePatterns.Missing(tags, Set(all.SelectMany(static benchmark => benchmark.Tags)));

    private static HashSet<string> Set(IEnumerable<string> texts) => new(texts, StringComparer.OrdinalIgnoreCase);

    private static bool Matches(string[] patterns, string text) =>
        Array.Exists(patterns, pattern => NamePatterns.IsPattern(pattern)
            ? WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text)
            : string.Equals(WildcardPattern.Unescape(pattern), text, StringComparison.OrdinalIgnoreCase));
}
