using System.Globalization;

namespace PerfTracking.Machine.Git;

/// <summary>What is checked out, as a commit that another folder can be made from; nothing of the repository's own is touched.</summary>
/// <param name="Commit">The commit of HEAD.</param>
/// <param name="Content">The same; or a commit on no branch that holds what is not committed yet as well.</param>
/// <param name="Changes">How many files differ from HEAD; new ones that git does not ignore are among them.</param>
public sealed record GitWorkingTree(string Commit, string Content, int Changes)
{
    private static readonly Dictionary<string, string> Nobody = new()
    {
        ["GIT_AUTHOR_NAME"] = "PerfTracking",
        ["GIT_AUTHOR_EMAIL"] = "perftracking@localhost",
        ["GIT_COMMITTER_NAME"] = "PerfTracking",
        ["GIT_COMMITTER_EMAIL"] = "perftracking@localhost",
    };

    /// <summary>Takes it. An index of its own is used for that, and the objects stay in the repository until git cleans up.</summary>
    /// <param name="git">Git at the root of the repository.</param>
    /// <param name="temporaryIndex">A full path for the index.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GitException">Git failed, as it does where a merge is not finished.</exception>
    public static GitWorkingTree Take(GitProgram git, string temporaryIndex, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(git);
        string head = git.Run(cancellation, "rev-parse", "--verify", "HEAD^{commit}");
        string index = Path.GetFullPath(git.Run(cancellation, "rev-parse", "--git-path", "index"), git.Folder);
        if (File.Exists(index))
        {
            // With what git knows of the files already, so that it reads those that changed alone.
            File.Copy(index, temporaryIndex, overwrite: true);
        }

        var environment = new Dictionary<string, string>(Nobody) { ["GIT_INDEX_FILE"] = temporaryIndex };
        git.Run(["add", "--all"], environment, cancellation);
        string tree = git.Run(["write-tree"], environment, cancellation);
        string changed = git.Run(cancellation, "diff-tree", "-r", "--name-only", "--no-renames", head, tree);
        int changes = changed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        string content = changes == 0
            ? head
            : git.Run(["commit-tree", tree, "-p", head, "-m", string.Create(CultureInfo.InvariantCulture, $"{changes} uncommitted changes, taken for a benchmark")], environment, cancellation);
        return new GitWorkingTree(head, content, changes);
    }
}
