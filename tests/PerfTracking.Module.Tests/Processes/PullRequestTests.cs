using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Processes;

/// <summary>
/// A pull request from its clone to its comment: a repository with a base and a head, cloned to a depth of 1, the action's own step
/// with GitHub's variables set, and a server on this machine that answers as GitHub does.
/// </summary>
public sealed partial class PullRequestTests : IDisposable
{
    private const string Token = "ghs_secret456";

    // Long beside what a busy machine adds to a run, and far apart: it cannot decide 20 % of 40 ms, and says so.
    private const int BaseMs = 100;
    private const int SlowerMs = 300;
    private const int FasterMs = 30;
    private const string FailPercent = "60";

    // What has to be decided gets twice the time, which only a busy machine takes.
    private static readonly (string, string) Patient = ("PERFGATE_TIME_BUDGET", "16");

    private readonly TemporaryFolder _folder = new();
    private readonly CiServer _server = new();

    private string Clone => _folder["clone"];

    private string Summary => _folder["summary.md"];

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Needs("git", "unix")]
    public async Task A_slower_head_fails_and_is_told_and_when_mended_the_comment_turns_green()
    {
        MakePullRequest(headMs: SlowerMs);
        ShellResult slower = await RunAction(Patient);

        Assert.True(slower.ExitCode == 1, slower.Text + slower.ErrorText);
        string comment = Assert.Single(_server.Comments).Value;
        Assert.StartsWith("<!-- perftracking: default -->\n### ❌ Performance", comment, StringComparison.Ordinal);
        Assert.Contains("🔴 regressed", comment, StringComparison.Ordinal);
        Assert.Contains("merge base", comment, StringComparison.Ordinal);
        Assert.Contains($"Invoke-PerfBenchmark ./perf -Base {Tool.Run("git", ["-C", Clone, "merge-base", "HEAD", "origin/main"]).Trim()} | Test-PerfGate", comment, StringComparison.Ordinal);
        Assert.Contains("❌ Performance", File.ReadAllText(Summary), StringComparison.Ordinal);
        Assert.Contains("::error title=MetricRegressed::", slower.Text, StringComparison.Ordinal);
        Assert.Contains("outcome=Failed", File.ReadAllText(_folder["output"]), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, slower.Text + slower.ErrorText + comment + File.ReadAllText(Summary), StringComparison.Ordinal);

        WriteProgram(Clone, BaseMs);
        Git(Clone, "commit", "--quiet", "--all", "--message", "as before");
        ShellResult mended = await RunAction(Patient);

        Assert.True(mended.ExitCode == 0, mended.Text + mended.ErrorText);
        Assert.StartsWith("<!-- perftracking: default -->\n### ✅ Performance", Assert.Single(_server.Comments).Value, StringComparison.Ordinal);
    }

    [Needs("git", "unix")]
    public async Task An_equal_head_passes_without_a_comment()
    {
        MakePullRequest(headMs: BaseMs);
        ShellResult result = await RunAction();

        Assert.True(result.ExitCode == 0, result.Text + result.ErrorText);
        Assert.Empty(_server.Comments);
        Assert.Contains("Performance", File.ReadAllText(Summary), StringComparison.Ordinal);
    }

    [Needs("git", "unix")]
    public async Task A_faster_head_passes_and_is_told()
    {
        MakePullRequest(headMs: FasterMs);
        ShellResult result = await RunAction(Patient);

        Assert.True(result.ExitCode == 0, result.Text + result.ErrorText);
        Assert.Contains("🟢 improved", Assert.Single(_server.Comments).Value, StringComparison.Ordinal);
    }

    [Needs("git", "unix")]
    public async Task A_token_that_may_only_read_leaves_the_verdict_and_the_summary()
    {
        _server.Before = context =>
        {
            if (context.Request.HttpMethod == "GET")
            {
                return false;
            }

            CiServer.Answer(context, (int)HttpStatusCode.Forbidden, """{"message":"Resource not accessible by integration"}""");
            return true;
        };
        MakePullRequest(headMs: SlowerMs);
        ShellResult result = await RunAction(Patient);

        Assert.True(result.ExitCode == 1, result.Text + result.ErrorText);
        Assert.Contains("[ComparisonNotPublished]", result.Text + result.ErrorText, StringComparison.Ordinal);
        Assert.Contains("🔴 regressed", File.ReadAllText(Summary), StringComparison.Ordinal);
    }

    [Needs("git", "unix")]
    public async Task A_server_that_is_rate_limited_or_unreachable_leaves_the_verdict()
    {
        _server.Before = context =>
        {
            context.Response.AddHeader("Retry-After", "3600");
            CiServer.Answer(context, 429, """{"message":"API rate limit exceeded"}""");
            return true;
        };
        MakePullRequest(headMs: FasterMs);
        (string, string) quick = ("PERFGATE_TIME_BUDGET", "2");
        Assert.Equal(0, (await RunAction(quick)).ExitCode);
        Assert.Equal(0, (await RunAction(quick, ("GITHUB_API_URL", "http://127.0.0.1:9"))).ExitCode);
    }

    [Needs("git", "unix")]
    public async Task What_is_built_and_measured_sees_no_token()
    {
        MakePullRequest(headMs: BaseMs);
        File.WriteAllText(Path.Combine(Clone, "app.sh"), "env >> \"$PERF_SEEN\"\n");
        ShellResult result = await RunAction(
            ("PERF_SEEN", _folder["seen"]), ("PERFGATE_PREPARE", $"Get-ChildItem env: | Out-File -Append '{_folder["seen"]}'"), ("PERFGATE_ALWAYS_COMMENT", "true"), ("PERFGATE_TIME_BUDGET", "1"));

        Assert.Contains("PERFGATE_PREPARE", File.ReadAllText(_folder["seen"]), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, File.ReadAllText(_folder["seen"]) + result.Text + result.ErrorText, StringComparison.Ordinal);
        Assert.Single(_server.Comments);
        Assert.All(_server.Tokens, token => Assert.Equal($"Bearer {Token}", token));
    }

    [Needs("git", "unix")]
    public async Task What_compares_nothing_fails_with_2_and_the_pull_request_is_told()
    {
        MakePullRequest(headMs: BaseMs);
        await FailsWith2("PathNotFound", ("PERFGATE_PATH", "./nowhere"));
        await FailsWith2("BaseNotFound", ("PERFGATE_BASE", "no-such-branch"));
        await FailsWith2("PrepareFailed", ("PERFGATE_PREPARE", "throw 'cannot build'"));

        string benchmarks = Path.Combine(Clone, "perf", "App.Perf.ps1");
        File.WriteAllText(Path.Combine(Clone, "app.sh"), "exit 3\n");
        await FailsWith2("MetricFailed");
        WriteProgram(Clone, BaseMs);
        File.WriteAllText(Path.Combine(Clone, "perf", "perfgate.json"), """{ "rules": [{ "benchmark": "ap", "failPercent": 50 }] }""");
        await FailsWith2("LimitMatchesNothing");
        File.WriteAllText(Path.Combine(Clone, "perf", "perfgate.json"), """{ "required": ["ap"] }""");
        await FailsWith2("RequiredNotCompared");
        File.Delete(Path.Combine(Clone, "perf", "perfgate.json"));
        File.WriteAllText(benchmarks, "New-PerfBenchmark other -FilePath sh -ArgumentList './app.sh'\n");
        await FailsWith2("MetricRemoved");
        File.WriteAllText(benchmarks, "throw 'mistyped'");
        await FailsWith2("BenchmarkFileFailed");
        File.Delete(benchmarks);
        await FailsWith2("NoBenchmarkFile");
    }

    [Needs("git", "unix")]
    public async Task A_clone_without_the_merge_base_and_without_a_way_to_it_fails_with_2()
    {
        MakePullRequest(headMs: BaseMs);
        Git(Clone, "fetch", "--quiet", "--depth", "1", "origin", "+refs/heads/main:refs/remotes/origin/main");
        Git(Clone, "remote", "set-url", "origin", new Uri(_folder["gone"]).AbsoluteUri);
        await FailsWith2("BaseNotFound");

        Assert.Contains("git fetch --unshallow origin", File.ReadAllText(Summary), StringComparison.Ordinal);
    }

    private async Task FailsWith2(string finding, params (string Name, string Value)[] with)
    {
        File.Delete(Summary);
        File.Delete(_folder["output"]);
        ShellResult result = await RunAction([("PERFGATE_TIME_BUDGET", "1"), .. with]);

        // The shell makes 1 of every code of a script that is not 0; the action's output has the gate's.
        Assert.True(result.ExitCode == 1, $"{finding}: {result.ExitCode} {result.Text} {result.ErrorText}");
        Assert.Contains("outcome=NotCompared\nexit-code=2\n", File.ReadAllText(_folder["output"]), StringComparison.Ordinal);
        Assert.Contains($"`{finding}`", File.ReadAllText(Summary), StringComparison.Ordinal);
        Assert.Contains($"::error title={finding}::", result.Text, StringComparison.Ordinal);
        Assert.StartsWith("<!-- perftracking: default -->\n### ❌ Performance", Assert.Single(_server.Comments).Value, StringComparison.Ordinal);
    }

    private void MakePullRequest(int headMs)
    {
        string origin = _folder["origin"];
        Directory.CreateDirectory(Path.Combine(origin, "perf"));
        Git(origin, "init", "--quiet", "--initial-branch", "main");
        Git(origin, "config", "user.email", "somebody@example.com");
        Git(origin, "config", "user.name", "Somebody");
        File.WriteAllText(Path.Combine(origin, "perf", "App.Perf.ps1"), "New-PerfBenchmark app -FilePath sh -ArgumentList './app.sh'\n");
        for (int i = 0; i < 3; i++)
        {
            File.WriteAllText(Path.Combine(origin, "note.txt"), $"{i}");
            WriteProgram(origin, BaseMs);
            Git(origin, "add", "--all");
            Git(origin, "commit", "--quiet", "--message", $"base {i}");
        }

        Git(origin, "checkout", "--quiet", "-b", "feature");
        WriteProgram(origin, headMs);
        File.WriteAllText(Path.Combine(origin, "note.txt"), "head");
        Git(origin, "commit", "--quiet", "--all", "--message", "head");
        Git(origin, "checkout", "--quiet", "main");
        File.WriteAllText(Path.Combine(origin, "other.txt"), "main went on");
        Git(origin, "add", "--all");
        Git(origin, "commit", "--quiet", "--message", "main went on");
        Git(origin, "checkout", "--quiet", "feature");

        Git(_folder.Path, "clone", "--quiet", "--depth", "1", "--branch", "feature", new Uri(origin).AbsoluteUri, Clone);
        Git(Clone, "config", "user.email", "somebody@example.com");
        Git(Clone, "config", "user.name", "Somebody");
    }

    private static void WriteProgram(string folder, int ms) =>
        File.WriteAllText(Path.Combine(folder, "app.sh"), string.Create(CultureInfo.InvariantCulture, $"exec sleep {ms / 1000.0}\n"));

    private static void Git(string folder, params string[] arguments) => Tool.Run("git", ["-C", folder, .. arguments]);

    // The step as action.yml has it: its variables with the inputs' defaults, its script; and as a runner runs it by the shell 'pwsh':
    // in a file, with a line before it and one behind.
    private async Task<ShellResult> RunAction(params (string Name, string Value)[] with)
    {
        string action = File.ReadAllText(Path.Combine(Built.PerfGateAction, "action.yml"));
        var defaults = Input().Matches(action).ToDictionary(input => input.Groups["name"].Value, input => input.Groups["default"].Value.Trim('\''));
        string script = Run().Match(action).Groups["script"].Value;
        string step = _folder["step.ps1"];
        await File.WriteAllTextAsync(step, $"$ErrorActionPreference = 'stop'\n{script}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) {{ exit $LASTEXITCODE }}\n");
        ProcessStartInfo start = PowerShellProcess.Command(["-Command", $". '{step}'"]);
        start.WorkingDirectory = Clone;
        foreach (Match variable in Variable().Matches(action))
        {
            start.Environment[variable.Groups["name"].Value] = defaults[variable.Groups["input"].Value];
        }

        (string Name, string Value)[] github =
        [
            ("PERFGATE_TIME_BUDGET", "8"), ("PERFGATE_FAIL_PERCENT", FailPercent), ("PERFGATE_TOKEN", Token), ("PERFGATE_MODULE", Built.Manifest), ("PERFGATE_RESULTS", _folder["results.json"]),
            ("GITHUB_ACTIONS", "true"), ("GITHUB_ACTION_PATH", Built.PerfGateAction), ("GITHUB_API_URL", _server.Root.AbsoluteUri), ("GITHUB_REPOSITORY", "team/app"),
            ("GITHUB_BASE_REF", "main"), ("GITHUB_HEAD_REF", "feature"), ("GITHUB_REF", "refs/pull/12/merge"), ("GITHUB_STEP_SUMMARY", Summary), ("GITHUB_OUTPUT", _folder["output"]),
            ("PERFTRACKING_STORE", _folder["performance.db"]),
        ];
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)[.. github, .. with])
        {
            start.Environment[name] = value;
        }

        return await PowerShellProcess.Run(start, TimeSpan.FromMinutes(5));
    }

    [GeneratedRegex(@"^  (?<name>[a-z-]+):\n    description: [^\n]*\n    default: (?<default>[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Input();

    [GeneratedRegex(@"^        (?<name>PERFGATE_[A-Z_]+): \$\{\{ inputs\.(?<input>[a-z-]+) \}\}$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^      run: '(?<script>[^\n]*)'$", RegexOptions.Multiline)]
    private static partial Regex Run();
}
