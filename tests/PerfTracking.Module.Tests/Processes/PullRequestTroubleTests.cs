using System.Net;

namespace PerfTracking.ModuleTests.Processes;

/// <summary>What a pull request is told where nothing can be compared or told.</summary>
public sealed class PullRequestTroubleTests : IDisposable
{
    private readonly PullRequest _pull = new();

    public void Dispose() => _pull.Dispose();

    [Needs("git", "unix")]
    public async Task A_token_that_may_only_read_leaves_the_verdict_and_the_summary()
    {
        _pull.Server.Before = context =>
        {
            if (context.Request.HttpMethod == "GET")
            {
                return false;
            }

            CiServer.Answer(context, (int)HttpStatusCode.Forbidden, """{"message":"Resource not accessible by integration"}""");
            return true;
        };
        _pull.Make(headMs: PullRequest.SlowerMs);
        ShellResult result = await _pull.RunAction(PullRequest.Patient);

        Assert.True(result.ExitCode == 1, result.Text + result.ErrorText);
        Assert.Contains("[ComparisonNotPublished]", result.Text + result.ErrorText, StringComparison.Ordinal);
        Assert.Contains("🔴 regressed", File.ReadAllText(_pull.Summary), StringComparison.Ordinal);
    }

    [Needs("git", "unix")]
    public async Task A_server_that_is_rate_limited_or_unreachable_leaves_the_verdict()
    {
        _pull.Server.Before = context =>
        {
            context.Response.AddHeader("Retry-After", "3600");
            CiServer.Answer(context, 429, """{"message":"API rate limit exceeded"}""");
            return true;
        };
        _pull.Make(headMs: PullRequest.FasterMs);
        (string, string) quick = ("PERFGATE_TIME_BUDGET", "2");
        Assert.Equal(0, (await _pull.RunAction(quick)).ExitCode);
        Assert.Equal(0, (await _pull.RunAction(quick, ("GITHUB_API_URL", "http://127.0.0.1:9"))).ExitCode);
    }

    [Needs("git", "unix")]
    public async Task What_is_built_and_measured_sees_no_token()
    {
        _pull.Make(headMs: PullRequest.BaseMs);
        File.WriteAllText(Path.Combine(_pull.Clone, "app.sh"), "env >> \"$PERF_SEEN\"\n");
        ShellResult result = await _pull.RunAction(
            ("PERF_SEEN", _pull.Folder["seen"]), ("PERFGATE_PREPARE", $"Get-ChildItem env: | Out-File -Append '{_pull.Folder["seen"]}'"), ("PERFGATE_ALWAYS_COMMENT", "true"), ("PERFGATE_TIME_BUDGET", "1"));

        Assert.Contains("PERFGATE_PREPARE", File.ReadAllText(_pull.Folder["seen"]), StringComparison.Ordinal);
        Assert.DoesNotContain(PullRequest.Token, File.ReadAllText(_pull.Folder["seen"]) + result.Text + result.ErrorText, StringComparison.Ordinal);
        Assert.Single(_pull.Server.Comments);
        Assert.All(_pull.Server.Tokens, token => Assert.Equal($"Bearer {PullRequest.Token}", token));
    }

    [Needs("git", "unix")]
    public async Task What_compares_nothing_fails_with_2_and_the_pull_request_is_told()
    {
        _pull.Make(headMs: PullRequest.BaseMs);
        await FailsWith2("PathNotFound", ("PERFGATE_PATH", "./nowhere"));
        await FailsWith2("PathNotFound", ("PERFGATE_PATH", "./perf\n./it's nowhere"), ("PERFGATE_TIME_BUDGET", "0.1"));
        Assert.Contains("Invoke-PerfBenchmark ./perf, './it''s nowhere' -Base ", File.ReadAllText(_pull.Summary), StringComparison.Ordinal);
        await FailsWith2("BaseNotFound", ("PERFGATE_BASE", "no-such-branch"));
        await FailsWith2("PrepareFailed", ("PERFGATE_PREPARE", "throw 'cannot build'"));

        string benchmarks = Path.Combine(_pull.Clone, "perf", "App.Perf.ps1");
        File.WriteAllText(Path.Combine(_pull.Clone, "app.sh"), "exit 3\n");
        await FailsWith2("MetricFailed");
        PullRequest.WriteProgram(_pull.Clone, PullRequest.BaseMs);
        File.WriteAllText(Path.Combine(_pull.Clone, "perf", "perfgate.json"), """{ "rules": [{ "benchmark": "ap", "failPercent": 50 }] }""");
        await FailsWith2("LimitMatchesNothing");
        File.WriteAllText(Path.Combine(_pull.Clone, "perf", "perfgate.json"), """{ "required": ["ap"] }""");
        await FailsWith2("RequiredNotCompared");
        File.Delete(Path.Combine(_pull.Clone, "perf", "perfgate.json"));
        File.WriteAllText(benchmarks, "New-PerfBenchmark other -FilePath sh -ArgumentList './app.sh'\n");
        await FailsWith2("MetricRemoved");
        File.WriteAllText(benchmarks, "throw 'mistyped'");
        await FailsWith2("BenchmarkFileFailed");
        File.Delete(benchmarks);
        await FailsWith2("NoBenchmarkFile");
    }

    [Needs("git", "unix")]
    public async Task A_limit_with_a_comma_is_refused_and_not_taken_for_ten_times_as_much()
    {
        _pull.Make(headMs: PullRequest.BaseMs);
        ShellResult result = await _pull.RunAction(("PERFGATE_FAIL_PERCENT", "7,5"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The input 'fail-percent' is '7,5', which is no number: write 7.5.", result.ErrorText, StringComparison.Ordinal);
    }

    [Needs("git", "unix")]
    public async Task A_clone_without_the_merge_base_and_without_a_way_to_it_fails_with_2()
    {
        _pull.Make(headMs: PullRequest.BaseMs);
        PullRequest.Git(_pull.Clone, "fetch", "--quiet", "--depth", "1", "origin", "+refs/heads/main:refs/remotes/origin/main");
        PullRequest.Git(_pull.Clone, "remote", "set-url", "origin", new Uri(_pull.Folder["gone"]).AbsoluteUri);
        await FailsWith2("BaseNotFound");

        Assert.Contains("git fetch --unshallow origin", File.ReadAllText(_pull.Summary), StringComparison.Ordinal);
    }

    private async Task FailsWith2(string finding, params (string Name, string Value)[] with)
    {
        File.Delete(_pull.Summary);
        File.Delete(_pull.Folder["output"]);
        ShellResult result = await _pull.RunAction([("PERFGATE_TIME_BUDGET", "1"), .. with]);

        // The shell makes 1 of every code of a script that is not 0; the action's output has the gate's.
        Assert.True(result.ExitCode == 1, $"{finding}: {result.ExitCode} {result.Text} {result.ErrorText}");
        Assert.Contains("outcome=NotCompared\nexit-code=2\n", File.ReadAllText(_pull.Folder["output"]), StringComparison.Ordinal);
        Assert.Contains($"`{finding}`", File.ReadAllText(_pull.Summary), StringComparison.Ordinal);
        Assert.Contains($"::error title={finding}::", result.Text, StringComparison.Ordinal);
        Assert.StartsWith("<!-- perftracking: default -->\n### ❌ Performance", Assert.Single(_pull.Server.Comments).Value, StringComparison.Ordinal);
    }
}
