using System.Reflection;
using System.Xml.Linq;

namespace PerfTracking.Architecture.Tests;

/// <summary>A project that waits for another's Build finds all that it makes.</summary>
public class BuildTests
{
    private static readonly string Repository =
        typeof(BuildTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "Repository").Value!;

    private static readonly string[] Folders = ["src", "module", "build", "tests", "benchmarks"];

    public static TheoryData<string> Projects =>
    [
        .. Folders.SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(static file => Path.GetRelativePath(Repository, file)).Where(static file => !file.Split(Path.DirectorySeparatorChar).Contains("obj")),
    ];

    /// <summary>
    /// A build that two projects wait for ends for the second with its target Build: tests once ran before the module was
    /// laid out, which a target after Build did.
    /// </summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void Nothing_is_made_after_the_target_that_others_wait_for(string project) => Assert.DoesNotContain(
        XDocument.Load(Path.Combine(Repository, project)).Descendants("Target"), static target => ((string?)target.Attribute("AfterTargets"))?.Split(';').Contains("Build") == true);
}
