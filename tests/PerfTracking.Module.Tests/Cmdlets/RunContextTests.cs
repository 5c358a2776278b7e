using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Cmdlets;

[Collection(SharedEngine.Name)]
public sealed class RunContextTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private static readonly string[] BranchVariables =
    [
        "GITHUB_HEAD_REF", "GITHUB_REF_NAME", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME", "SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH",
        "BUILD_SOURCEBRANCHNAME", "BITBUCKET_BRANCH", "CHANGE_BRANCH", "BRANCH_NAME",
    ];

    private readonly ModuleSession _session = new();
    private readonly Dictionary<string, string?> _before = [];

    public RunContextTests()
    {
        // The tests themselves may be built on one of those servers.
        foreach (string variable in BranchVariables)
        {
            _before[variable] = Environment.GetEnvironmentVariable(variable);
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        foreach ((string variable, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }

        Environment.SetEnvironmentVariable("PERFTRACKING_ENVIRONMENT", null);
    }

    [Fact]
    public void The_application_is_the_calling_script_unless_given()
    {
        File.WriteAllText(_session["Deploy Shop.ps1"], "Save-PerfBaseline");

        Assert.Equal(["Deploy Shop", "interactive"], _session.Lines($"(& '{_session["Deploy Shop.ps1"]}').Application; (Save-PerfBaseline).Application"));
    }

    [Theory]
    [InlineData("ref: refs/heads/feature/x", "feature/x")]
    [InlineData(Commit, "pipeline")]
    public void Commit_and_branch_come_from_the_repository_around_the_location(string head, string branch)
    {
        string inner = Path.Combine(_session.Folder, "src", "deep");
        Directory.CreateDirectory(inner);
        Directory.CreateDirectory(_session[".git/refs/heads/feature"]);
        File.WriteAllText(_session[".git/HEAD"], head + "\n");
        File.WriteAllText(_session[".git/refs/heads/feature/x"], Commit + "\n");

        Assert.Equal([Commit, branch], _session.Lines($"{With("CI_COMMIT_REF_NAME", "pipeline")} $null = $ExecutionContext.SessionState.Path.SetLocation('{inner}'); $s = Save-PerfBaseline; $s.Commit; $s.Branch"));
    }

    [Theory]
    [InlineData("ref: refs/heads/now\n", Commit)]
    [InlineData("ref: refs/heads/old\n", "")]
    public void A_branch_that_stands_for_another_one_is_at_its_commit(string old, string commit)
    {
        Directory.CreateDirectory(_session[".git/refs/heads"]);
        File.WriteAllText(_session[".git/HEAD"], "ref: refs/heads/old\n");
        File.WriteAllText(_session[".git/refs/heads/old"], old);
        File.WriteAllText(_session[".git/refs/heads/now"], Commit + "\n");

        Assert.Equal([commit, "old"], _session.Lines($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_session.Folder}'); $s = Save-PerfBaseline; \"$($s.Commit)\"; $s.Branch"));
    }

    [Theory]
    [InlineData("GITHUB_HEAD_REF=feature/x GITHUB_REF_NAME=12/merge", "feature/x")]
    [InlineData("GITHUB_REF_NAME=feature/x", "feature/x")]
    [InlineData("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=feature/x CI_COMMIT_REF_NAME=refs/merge-requests/8/merge", "feature/x")]
    [InlineData("CI_COMMIT_REF_NAME=feature/x", "feature/x")]
    [InlineData("SYSTEM_PULLREQUEST_SOURCEBRANCH=refs/heads/feature/x BUILD_SOURCEBRANCH=refs/pull/3/merge BUILD_SOURCEBRANCHNAME=merge", "feature/x")]
    [InlineData("BUILD_SOURCEBRANCH=refs/heads/bugfix/x BUILD_SOURCEBRANCHNAME=x", "bugfix/x")]
    [InlineData("BITBUCKET_BRANCH=feature/x", "feature/x")]
    [InlineData("CHANGE_BRANCH=feature/x BRANCH_NAME=PR-3", "feature/x")]
    [InlineData("BRANCH_NAME=feature/x", "feature/x")]
    [InlineData("", "")]
    public void The_branch_of_a_detached_checkout_is_the_one_that_the_build_server_names(string variables, string branch)
    {
        string[][] set = [.. variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static one => one.Split('=', 2))];

        Assert.Equal([branch], _session.Lines($"{string.Concat(set.Select(static one => With(one[0], one[1])))} $null = $ExecutionContext.SessionState.Path.SetLocation('{_session.Folder}'); \"$((Save-PerfBaseline).Branch)\""));
    }

    [Fact]
    public void The_environment_is_the_variable_of_the_moment()
    {
        string[] lines = _session.Lines(
            "$before = (Save-PerfBaseline).Environment; $env:PERFTRACKING_ENVIRONMENT = 'ci'; (Save-PerfBaseline).Environment; $env:PERFTRACKING_ENVIRONMENT = $null; (Save-PerfBaseline).Environment -eq $before");

        Assert.Equal(["ci", "True"], lines);
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

    [Fact]
    public void What_a_terminal_would_obey_is_kept_of_no_tag_and_no_branch() => Assert.Equal(
        ["v\ufffd]0;x\ufffd", "two", "lines", "b\ufffd[2J"],
        _session.Lines(With("CI_COMMIT_REF_NAME", "b\u001b[2J") + " $null = $ExecutionContext.SessionState.Path.SetLocation([IO.Path]::GetTempPath()); "
            + "$s = Save-PerfBaseline shop -Tag @{ a = \"v`e]0;x`a\"; b = \"two`nlines\" }; $s.Tags['a']; $s.Tags['b'] -split \"`n\"; $s.Branch"));

    private static string With(string variable, string value) => $"$env:{variable} = '{value}';";
}
