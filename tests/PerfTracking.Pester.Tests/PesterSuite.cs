using System.Diagnostics;
using System.Reflection;
using Xunit.Abstractions;

namespace PerfTracking.Pester.Tests;

/// <summary>
/// The Pester tests, each file in a PowerShell process of its own. A version of Pester is a class of its own, for the tests of a
/// class take turns and classes run side by side: as many lanes as versions, and each has the same to do.
/// </summary>
/// <param name="major">The major version of Pester.</param>
/// <param name="output">Takes the line that counts the tests of a file.</param>
public abstract class PesterSuite(int major, ITestOutputHelper output)
{
    /// <summary>A file takes seconds. One that hangs must not hold up the rest.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly string Folder = Path.GetFullPath(Setting("Suite"));

    // The user's list of dashboards, which a variable leads elsewhere on Unix alone: one at a time.
    private static readonly SemaphoreSlim Dashboards = new(1);

    private static readonly string[] WithDashboards = ["Dashboard.Tests.ps1", "Example.Tests.ps1"];

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.Tests.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    internal static Version[] Versions => [.. Setting("PesterVersions").Split(';').Select(Version.Parse)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_test_of_the_file_passes(string file)
    {
        Version pester = Versions.Single(version => version.Major == major);
        ProcessStartInfo start = PowerShellProcess.Command(
            ["-File", Path.Combine(Folder, "Invoke-PesterSuite.ps1"), "-PesterVersion", pester.ToString(), "-Path", Path.Combine(Folder, file)]);
        start.Environment.Remove("PERFTRACKING_MODULE");
        bool alone = OperatingSystem.IsWindows() && WithDashboards.Contains(file);
        await (alone ? Dashboards.WaitAsync() : Task.CompletedTask);
        try
        {
            ShellResult result = await PowerShellProcess.Run(start, Limit);

            // The last line counts the tests of the file.
            output.WriteLine(result.Lines.LastOrDefault(""));
            Assert.True(result.ExitCode == 0, result.Text + result.ErrorText);
        }
        finally
        {
            if (alone)
            {
                Dashboards.Release();
            }
        }
    }

    private static string Setting(string key) =>
        typeof(PesterSuite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
