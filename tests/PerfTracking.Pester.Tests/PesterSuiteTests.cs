using System.Diagnostics;
using System.Reflection;
using Xunit.Abstractions;

namespace PerfTracking.Pester.Tests;

/// <summary>The Pester tests, each file with each version of Pester in a PowerShell process of its own.</summary>
public sealed class PesterSuiteTests(ITestOutputHelper output)
{
    /// <summary>A file takes seconds. One that hangs must not hold up the rest.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly string Suite = Path.GetFullPath(Setting("Suite"));

    public static TheoryData<string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (string version in Setting("PesterVersions").Split(';'))
            {
                foreach (string path in Directory.GetFiles(Suite, "*.Tests.ps1").Order(StringComparer.Ordinal))
                {
                    files.Add(Path.GetFileName(path), version);
                }
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_test_of_the_file_passes(string file, string pester)
    {
        ProcessStartInfo start = PowerShellProcess.Command(
            ["-File", Path.Combine(Suite, "Invoke-PesterSuite.ps1"), "-PesterVersion", pester, "-Path", Path.Combine(Suite, file)]);
        start.Environment.Remove("PERFTRACKING_MODULE");

        ShellResult result = await PowerShellProcess.Run(start, Limit);

        // The last line counts the tests of the file.
        output.WriteLine(result.Lines.LastOrDefault(""));
        Assert.True(result.ExitCode == 0, result.Text + result.ErrorText);
    }

    private static string Setting(string key) =>
        typeof(PesterSuiteTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
