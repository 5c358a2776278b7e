namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>What a build server says of the pull request it builds.</summary>
internal static class PullRequest
{
    private const string BranchPrefix = "refs/heads/";

    // GitHub, GitLab, Azure DevOps, Bitbucket, Jenkins.
    private static readonly string[] TargetVariables =
        ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "SYSTEM_PULLREQUEST_TARGETBRANCH", "BITBUCKET_PR_DESTINATION_BRANCH", "CHANGE_TARGET"];

    /// <summary>The branch it is to be merged into, or <see langword="null"/> outside a pull request's build.</summary>
    public static string? TargetBranch =>
        TargetVariables.Select(System.Environment.GetEnvironmentVariable).FirstOrDefault(static name => !string.IsNullOrEmpty(name)) is { } branch
            ? branch.StartsWith(BranchPrefix, StringComparison.Ordinal) ? branch[BranchPrefix.Length..] : branch
            : null;
}
