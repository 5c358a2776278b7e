using PerfTracking.Notifications.Ci;

namespace PerfTracking.Notifications.Tests;

/// <summary>A run of a CI system, beside a server that answers as the system's own does.</summary>
public abstract class CiRun : IDisposable
{
    private protected const string Token = "ghs_secret123";

    private protected CiServer Server { get; } = new();

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("perftracking-ci").FullName;

    private protected List<string> Log { get; } = [];

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static CiReport Report(string text) => new($"# {text}", text, HasNews: true);

    private protected Dictionary<string, string> GitHub() => new()
    {
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_API_URL"] = Server.Root.AbsoluteUri,
        ["GITHUB_REPOSITORY"] = "team/app",
        ["GITHUB_REF"] = "refs/pull/12/merge",
        ["GITHUB_TOKEN"] = Token,
        ["GITHUB_STEP_SUMMARY"] = Path.Combine(Folder, "summary.md"),
    };

    // As https://docs.gitlab.com/ci/variables/predefined_variables has them for a merge request's pipeline.
    private protected Dictionary<string, string> GitLab() => new()
    {
        ["GITLAB_CI"] = "true",
        ["CI_API_V4_URL"] = $"{Server.Root}api/v4",
        ["CI_PROJECT_ID"] = "5",
        ["CI_MERGE_REQUEST_IID"] = "8",
        ["GITLAB_TOKEN"] = Token,
    };

    // As https://learn.microsoft.com/azure/devops/pipelines/build/variables has them for a pull request's build.
    private protected Dictionary<string, string> Azure() => new()
    {
        ["TF_BUILD"] = "True",
        ["SYSTEM_COLLECTIONURI"] = $"{Server.Root}org/",
        ["SYSTEM_TEAMPROJECT"] = "My Project",
        ["BUILD_REPOSITORY_ID"] = "repo",
        ["BUILD_REPOSITORY_PROVIDER"] = "TfsGit",
        ["SYSTEM_PULLREQUEST_PULLREQUESTID"] = "3",
        ["SYSTEM_ACCESSTOKEN"] = Token,
        ["AGENT_TEMPDIRECTORY"] = Folder,
    };

    private protected Task<IReadOnlyList<PerfPublication>> Publish(Dictionary<string, string> variables, CiReport report, TimeSpan? timeout = null, string? tokenVariable = null) =>
        new CiPublisher(new CiVariables(variables.GetValueOrDefault), new NoWaiting()) { Timeout = timeout ?? TimeSpan.FromSeconds(10) }
            .PublishAsync(report, tokenVariable, Log.Add, CancellationToken.None);

    /// <summary>The system's clock, whose waits are over at once.</summary>
    private sealed class NoWaiting : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
