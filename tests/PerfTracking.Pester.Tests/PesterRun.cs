using System.Reflection;
using System.Text.RegularExpressions;

namespace PerfTracking.Pester.Tests;

/// <summary>What became of a Pester file.</summary>
/// <param name="Passed">Whether something passed, and nothing failed.</param>
/// <param name="Counts">The line that counts its tests; empty where the run did not get so far.</param>
/// <param name="Failures">What failed, and why.</param>
public sealed record PesterFileResult(bool Passed, string Counts, string Failures);

/// <summary>
/// All Pester files with one version of Pester, in one PowerShell process, as who runs Pester by hand does it. A process for each
/// file would start PowerShell and Pester as long as most files' tests take.
/// </summary>
/// <param name="major">The major version of Pester.</param>
public abstract partial class PesterRun(int major) : IAsyncLifetime
{
    /// <summary>The files take two minutes. One that hangs must not hold up the rest.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    // The user's list of dashboards, which a variable leads elsewhere on Unix alone: on Windows the versions take turns.
    private static readonly SemaphoreSlim Dashboards = new(1);

    private ShellResult? _result;

    /// <summary>The folder of the Pester files.</summary>
    internal static string Folder { get; } = Path.GetFullPath(Setting("Suite"));

    /// <summary>The versions of Pester that the build has brought.</summary>
    internal static Version[] Versions => [.. Setting("PesterVersions").Split(';').Select(Version.Parse)];

    public async Task InitializeAsync()
    {
        string version = Versions.Single(version => version.Major == major).ToString();
        bool alone = OperatingSystem.IsWindows();
        await (alone ? Dashboards.WaitAsync() : Task.CompletedTask);
        try
        {
            _result = await PowerShellProcess.Run(
                PowerShellProcess.Command(["-File", Path.Combine(Folder, "Invoke-PesterSuite.ps1"), "-PesterVersion", version]), Limit);
        }
        finally
        {
            if (alone)
            {
                Dashboards.Release();
            }
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>What became of one of the files.</summary>
    /// <param name="file">The name of the file.</param>
    public PesterFileResult Of(string file)
    {
        string[] lines = [.. _result!.Lines.SkipWhile(line => !line.StartsWith($"{file}, Pester ", StringComparison.Ordinal))];
        return lines is [string counts, .. string[] rest]
            ? new PesterFileResult(NoneFailed().IsMatch(counts), counts, string.Join('\n', rest.TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))))
            : new PesterFileResult(false, string.Empty, $"Pester said nothing of {file}, and pwsh ended with {_result.ExitCode}.\n{_result.Text}{_result.ErrorText}");
    }

    [GeneratedRegex(" passed=[1-9][0-9]* failed=0 ")]
    private static partial Regex NoneFailed();

    private static string Setting(string key) =>
        typeof(PesterRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
