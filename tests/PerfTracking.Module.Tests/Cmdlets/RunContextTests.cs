using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Cmdlets;

[Collection(SharedEngine.Name)]
public sealed class RunContextTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_application_is_the_calling_script_unless_given()
    {
        File.WriteAllText(_session["Deploy Shop.ps1"], "Save-PerfBaseline");

        Assert.Equal(["Deploy Shop", "interactive"], _session.Lines($"(& '{_session["Deploy Shop.ps1"]}').Application; (Save-PerfBaseline).Application"));
    }

    [Theory]
    [InlineData("ref: refs/heads/feature/x", "feature/x")]
    [InlineData(Commit, "")]
    public void Commit_and_branch_come_from_the_repository_around_the_location(string head, string branch)
    {
        string inner = Path.Combine(_session.Folder, "src", "deep");
        Directory.CreateDirectory(inner);
        Directory.CreateDirectory(_session[".git/refs/heads/feature"]);
        File.WriteAllText(_session[".git/HEAD"], head + "\n");
        File.WriteAllText(_session[".git/refs/heads/feature/x"], Commit + "\n");

        // A CI system names the branch of a detached checkout in a variable of its own.
        string[] lines = _session.Lines($"$null = $ExecutionContext.SessionState.Path.SetLocation('{inner}'); $s = Save-PerfBaseline; $s.Commit; $s.Branch");

        Assert.Equal(Commit, lines[0]);
        if (branch.Length > 0)
        {
            Assert.Equal(branch, lines[1]);
        }
    }

    [Fact]
    public void Outside_a_repository_there_is_no_commit()
    {
        Assert.Equal(["True"], _session.Lines($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_session.Folder}'); $null -eq (Save-PerfBaseline).Commit"));
    }

    [Fact]
    public void One_session_has_one_id_and_one_environment_in_all_runspaces()
    {
        using var other = new ModuleSession();

        Assert.Equal(_session.Lines("$s = Save-PerfBaseline; $s.SessionId; $s.Environment"), other.Lines("$s = Save-PerfBaseline; $s.SessionId; $s.Environment"));
    }

    [Fact]
    public void An_operation_started_in_one_runspace_can_be_stopped_and_saved_in_another()
    {
        using var other = new ModuleSession();
        _session.Run("Start-PerfOperation shared").AssertClean();
        other.Run("Stop-PerfOperation shared").AssertClean();

        Assert.Equal(["shared"], _session.Lines($"(Save-PerfBaseline -Store '{_session.Store}').Measurements[-1].Metric"));
    }
}
