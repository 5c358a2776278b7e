namespace PerfTracking.Cmdlets.Hosting;

/// <summary>What a build server says of the branches that it builds, for it checks out a commit alone.</summary>
internal static class BuildServer
{
    private const string BranchPrefix = "refs/heads/";

    // GitHub, GitLab, Azure DevOps, Bitbucket, Jenkins: of each the source of a pull request first, for what is built then is a merge of it.
    private static readonly string[] BranchVariables =
    [
        "GITHUB_HEAD_REF", "GITHUB_REF_NAME", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME",
        "SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH", "BITBUCKET_BRANCH", "CHANGE_BRANCH", "BRANCH_NAME",
    ];

    private static readonly string[] TargetVariables =
        ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "SYSTEM_PULLREQUEST_TARGETBRANCH", "BITBUCKET_PR_DESTINATION_BRANCH", "CHANGE_TARGET"];

    /// <summary>The branch that is built, of a pull request its source, or <see langword="null"/> outside a build.</summary>
    public static string? Branch => First(BranchVariables);

    /// <summary>The branch it is to be merged into, or <see langword="null"/> outside a pull request's build.</summary>
    public static string? TargetBranch => First(TargetVariables);

    private static string? First(string[] variables)
    {
        foreach (string variable in variables)
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } branch)
            {
                return branch.StartsWith(BranchPrefix, StringComparison.Ordinal) ? branch[BranchPrefix.Length..] : branch;
            }
        }

        return null;
    }
}
