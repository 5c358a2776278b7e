namespace PerfTracking.Pester.Tests;

public sealed class PesterVersionTests
{
    [Fact]
    public void Each_version_that_the_build_brings_has_a_class_that_runs_all_files_with_it()
    {
        IEnumerable<string> classes = typeof(PesterSuite).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PesterSuite))).Select(type => type.Name);

        Assert.Equal(PesterRun.Versions.Select(version => $"Pester{version.Major}Tests").Order(), classes.Order());
    }
}
