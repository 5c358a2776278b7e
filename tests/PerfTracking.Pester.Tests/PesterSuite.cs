using Xunit.Abstractions;

namespace PerfTracking.Pester.Tests;

/// <summary>
/// The Pester tests, a test for each file. A version of Pester is a class of its own, for the tests of a class take turns and
/// classes run side by side: as many lanes as versions, and each has the same to do.
/// </summary>
/// <param name="run">All files with that version.</param>
/// <param name="output">Takes the line that counts the tests of a file.</param>
public abstract class PesterSuite(PesterRun run, ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(PesterRun.Folder, "*.Tests.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_test_of_the_file_passes(string file)
    {
        PesterFileResult result = run.Of(file);

        output.WriteLine(result.Counts);
        Assert.True(result.Passed, $"{result.Counts}\n{result.Failures}");
    }
}
