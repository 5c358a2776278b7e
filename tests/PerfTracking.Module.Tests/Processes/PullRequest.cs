using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Processes;

/// <summary>
/// A pull request from its clone to its comment: a repository with a base and a head, cloned to a depth of 1, the action's own step
/// with GitHub's variables set, and a server on this machine that answers as GitHub does.
/// </summary>
internal sealed partial class PullRequest : IDisposable
{
    /// <summary>What the action gets to write comments with.</summary>
    public const string Token = "ghs_secret456";

    // Long beside what a busy machine adds to a run, and far apart: it cannot decide 20 % of 40 ms, and says so.

    /// <summary>How long the base's program takes.</summary>
    public const int BaseMs = 100;

    /// <summary>How long one takes that is too slow.</summary>
    public const int SlowerMs = 300;

    /// <summary>How long one takes that got faster.</summary>
    public const int FasterMs = 30;

    private const string FailPercent = "60";

    /// <summary>What has to be decided gets twice the time, which only a busy machine takes.</summary>
    public static readonly (string, string) Patient = ("PERFGATE_TIME_BUDGET", "16");

    /// <summary>Where everything is.</summary>
    public TemporaryFolder Folder { get; } = new();

    /// <summary>The server.</summary>
    public CiServer Server { get; } = new();

    /// <summary>The folder of the clone.</summary>
    public string Clone => Folder["clone"];

    /// <summary>The job's summary.</summary>
    public string Summary => Folder["summary.md"];

    public void Dispose()
    {
        Server.Dispose();
        Folder.Dispose();
    }

    /// <summary>Makes the repository, and clones the head of the pull request.</summary>
    /// <param name="headMs">How long the head's program takes; that of the base takes <see cref="BaseMs"/>.</param>
    public void Make(int headMs)
    {
        string origin = Folder["origin"];
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

        Git(Folder.Path, "clone", "--quiet", "--depth", "1", "--branch", "feature", new Uri(origin).AbsoluteUri, Clone);
        Git(Clone, "config", "user.email", "somebody@example.com");
        Git(Clone, "config", "user.name", "Somebody");
    }

    /// <summary>Writes the program that is measured.</summary>
    public static void WriteProgram(string folder, int ms) =>
        File.WriteAllText(Path.Combine(folder, "app.sh"), string.Create(CultureInfo.InvariantCulture, $"exec sleep {ms / 1000.0}\n"));

    /// <summary>Runs git in a folder.</summary>
    public static void Git(string folder, params string[] arguments) => Tool.Run("git", ["-C", folder, .. arguments]);

    /// <summary>
    /// Runs the step as action.yml has it: its variables with the inputs' defaults, its script; and as a runner runs it by the shell
    /// 'pwsh': in a file, with a line before it and one behind.
    /// </summary>
    public async Task<ShellResult> RunAction(params (string Name, string Value)[] with)
    {
        string action = File.ReadAllText(Path.Combine(Built.PerfGateAction, "action.yml"));
        var defaults = Input().Matches(action).ToDictionary(input => input.Groups["name"].Value, input => input.Groups["default"].Value.Trim('\''));
        string script = Run().Match(action).Groups["script"].Value;
        string step = Folder["step.ps1"];
        await File.WriteAllTextAsync(step, $"$ErrorActionPreference = 'stop'\n{script}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) {{ exit $LASTEXITCODE }}\n");
        ProcessStartInfo start = PowerShellProcess.Command(["-Command", $". '{step}'"]);
        start.WorkingDirectory = Clone;
        foreach (Match variable in Variable().Matches(action))
        {
            start.Environment[variable.Groups["name"].Value] = defaults[variable.Groups["input"].Value];
        }

        (string Name, string Value)[] github =
        [
            ("PERFGATE_TIME_BUDGET", "8"), ("PERFGATE_FAIL_PERCENT", FailPercent), ("PERFGATE_TOKEN", Token), ("PERFGATE_MODULE", Built.Manifest), ("PERFGATE_RESULTS", Folder["results.json"]),
            ("GITHUB_ACTIONS", "true"), ("GITHUB_ACTION_PATH", Built.PerfGateAction), ("GITHUB_API_URL", Server.Root.AbsoluteUri), ("GITHUB_REPOSITORY", "team/app"),
            ("GITHUB_BASE_REF", "main"), ("GITHUB_HEAD_REF", "feature"), ("GITHUB_REF", "refs/pull/12/merge"), ("GITHUB_STEP_SUMMARY", Summary), ("GITHUB_OUTPUT", Folder["output"]),
            ("PERFTRACKING_STORE", Folder["performance.db"]),
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
