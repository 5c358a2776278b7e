using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace PerfTracking.Dashboard.Tests.Processes;

/// <summary>A session that ends, in whatever way, leaves no dashboard behind.</summary>
public sealed class LifeTimeTests : IDisposable
{
    private static readonly string Module = typeof(LifeTimeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "Module").Value!;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("exit")]
    [InlineData("throw 'broken'")]
    [InlineData("[Environment]::FailFast('crashed')")]
    [InlineData("$null = Read-Host; Start-Sleep 100")]
    public async Task A_session_that_ends_ends_its_dashboard(string end)
    {
        ProcessStartInfo start = PowerShellProcess.Command(["-Command", $"Import-Module '{Module}'; (Start-PerfDashboard).ProcessId; {end}"]);
        start.Environment["PERFTRACKING_STORE"] = _folder["a.db"];
        start.Environment["XDG_DATA_HOME"] = _folder["data"];
        using Process session = Process.Start(start)!;
        int id = int.Parse((await session.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        using Process dashboard = Process.GetProcessById(id);

        // The last of them waits, and is killed as an impatient system kills.
        if (end.StartsWith("$null", StringComparison.Ordinal))
        {
            Assert.False(dashboard.HasExited);
            session.Kill();
        }

        await session.WaitForExitAsync().WaitAsync(Patience);
        await dashboard.WaitForExitAsync().WaitAsync(Patience);
        Assert.Empty(Directory.GetFiles(_folder["data"], "*.json", SearchOption.AllDirectories));
    }

    [Needs("glibc")]
    public async Task The_threads_of_a_dashboard_share_one_native_heap()
    {
        ProcessStartInfo start = PowerShellProcess.Command(["-Command", $"Import-Module '{Module}'; (Start-PerfDashboard).ProcessId; Start-Sleep 100"]);
        start.Environment["PERFTRACKING_STORE"] = _folder["a.db"];
        start.Environment["XDG_DATA_HOME"] = _folder["data"];
        using Process session = Process.Start(start)!;
        int id = int.Parse((await session.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);

        string environment = await File.ReadAllTextAsync($"/proc/{id}/environ");
        session.Kill();
        await session.WaitForExitAsync().WaitAsync(Patience);
        Assert.Contains("MALLOC_ARENA_MAX=1", environment.Split('\0'));
    }
}
