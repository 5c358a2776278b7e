using System.Diagnostics;
using PerfTracking.Dashboards;
using PerfTracking.Machine.Dashboards;

namespace PerfTracking.MachineTests.Dashboards;

public sealed class DashboardRegisterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_added_is_read_until_it_is_taken_out()
    {
        var register = new DashboardRegister(_folder["register"]);
        PerfDashboard own = Of(Environment.ProcessId, DateTimeOffset.UtcNow);

        Assert.Empty(register.Read());
        register.Add(own);
        Assert.Equal([own], register.Read());
        register.Remove(own);
        Assert.Empty(register.Read());
    }

    [Fact]
    public void One_whose_process_is_gone_or_another_one_now_is_removed()
    {
        var register = new DashboardRegister(_folder["register"]);
        register.Add(Of(int.MaxValue, DateTimeOffset.UtcNow));
        register.Add(Of(Environment.ProcessId, Process.GetCurrentProcess().StartTime.AddHours(-1)));
        File.WriteAllText(Path.Combine(_folder["register"], "17.json"), "{ cut o");

        Assert.Empty(register.Read());
        Assert.Empty(Directory.GetFiles(_folder["register"]));
    }

    [Needs("unix")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Its_files_are_their_owners_alone()
    {
        var register = new DashboardRegister(_folder["register"]);
        register.Add(Of(Environment.ProcessId, DateTimeOffset.UtcNow));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["register"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(_folder["register"]).Single()));
    }

    private static PerfDashboard Of(int process, DateTimeOffset started) =>
        new() { Url = "http://127.0.0.1:1/", StartUrl = "http://127.0.0.1:1/?token=t", ProcessId = process, Store = "/a/b.db", Detached = true, Started = started };
}
