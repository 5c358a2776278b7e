namespace PerfTracking.ModuleTests.Processes;

/// <summary>What a pull request is told that can be decided.</summary>
public sealed class PullRequestTests : IDisposable
{
    private readonly PullRequest _pull = new();

    public void Dispose() => _pull.Dispose();

    [Needs("git", "unix")]
    public async Task A_slower_head_fails_and_is_told_and_when_mended_the_comment_turns_green()
    {
        _pull.Make(headMs: PullRequest.SlowerMs);
        ShellResult slower = await _pull.RunAction(PullRequest.Patient);

        Assert.True(slower.ExitCode == 1, slower.Text + slower.ErrorText);
        string comment = Assert.Single(_pull.Server.Comments).Value;
        Assert.StartsWith("<!-- perftracking: default -->\n### ❌ Performance", comment, StringComparison.Ordinal);
        Assert.Contains("🔴 regressed", comment, StringComparison.Ordinal);
        Assert.Contains("merge base", comment, StringComparison.Ordinal);
        Assert.Contains($"Invoke-PerfBenchmark ./perf -Base {Tool.Run("git", ["-C", _pull.Clone, "merge-base", "HEAD", "origin/main"]).Trim()} | Test-PerfGate", comment, StringComparison.Ordinal);
        Assert.Contains("❌ Performance", File.ReadAllText(_pull.Summary), StringComparison.Ordinal);
        Assert.Contains("::error title=MetricRegressed::", slower.Text, StringComparison.Ordinal);
        Assert.Contains("outcome=Failed", File.ReadAllText(_pull.Folder["output"]), StringComparison.Ordinal);
        Assert.DoesNotContain(PullRequest.Token, slower.Text + slower.ErrorText + comment + File.ReadAllText(_pull.Summary), StringComparison.Ordinal);

        PullRequest.WriteProgram(_pull.Clone, PullRequest.BaseMs);
        PullRequest.Git(_pull.Clone, "commit", "--quiet", "--all", "--message", "as before");
        ShellResult mended = await _pull.RunAction(PullRequest.Patient);

        Assert.True(mended.ExitCode == 0, mended.Text + mended.ErrorText);
        Assert.StartsWith("<!-- perftracking: default -->\n### ✅ Performance", Assert.Single(_pull.Server.Comments).Value, StringComparison.Ordinal);
    }

    [Needs("git", "unix")]
    public async Task An_equal_head_passes_without_a_comment()
    {
        _pull.Make(headMs: PullRequest.BaseMs);
        ShellResult result = await _pull.RunAction();

        Assert.True(result.ExitCode == 0, result.Text + result.ErrorText);
        Assert.Empty(_pull.Server.Comments);
        Assert.Contains("Performance", File.ReadAllText(_pull.Summary), StringComparison.Ordinal);
    }

    [Needs("git", "unix")]
    public async Task A_faster_head_passes_and_is_told()
    {
        _pull.Make(headMs: PullRequest.FasterMs);
        ShellResult result = await _pull.RunAction(PullRequest.Patient);

        Assert.True(result.ExitCode == 0, result.Text + result.ErrorText);
        Assert.Contains("🟢 improved", Assert.Single(_pull.Server.Comments).Value, StringComparison.Ordinal);
    }
}
