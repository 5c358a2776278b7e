using PerfTracking.ModuleTests.Processes;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("PerfTracking.ModuleTests.Engine.LongestFirst", "PerfTracking.Module.Tests")]

namespace PerfTracking.ModuleTests.Engine;

/// <summary>Begins with what takes longest, so that nothing waits for it in the end: the tests of the engine they share, and those of pull requests.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [SharedEngine.Name, nameof(PullRequestTests), nameof(PullRequestTroubleTests)];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(static collection => Longest.Any(name => collection.DisplayName.Contains(name, StringComparison.Ordinal)));
}
