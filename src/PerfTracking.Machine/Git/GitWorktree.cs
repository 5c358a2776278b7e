namespace PerfTracking.Machine.Git;

/// <summary>A further folder of a repository, with one commit in it, until it is disposed of or the system ends the process.</summary>
public sealed class GitWorktree : IDisposable
{
    private readonly GitProgram _git;
    private readonly EndSignals _signals;

    private GitWorktree(GitProgram git, string folder)
    {
        (_git, Folder) = (git, folder);
        _signals = new EndSignals(Remove);
    }

    /// <summary>Its full path.</summary>
    public string Folder { get; }

    /// <summary>Makes one.</summary>
    /// <param name="git">Git in the repository.</param>
    /// <param name="folder">The full path of the folder, which is not there yet.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellation">Ends it; what was made goes.</param>
    /// <exception cref="GitException">Git failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static GitWorktree Add(GitProgram git, string folder, string commit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(git);
        var worktree = new GitWorktree(git, folder);
        try
        {
            git.Run(cancellation, "worktree", "add", "--detach", "--force", folder, commit);
            return worktree;
        }
        catch
        {
            worktree.Dispose();
            throw;
        }
    }

    /// <summary>Takes it away. It must stand where it was made.</summary>
    public void Dispose()
    {
        _signals.Dispose();
        Remove();
    }

    private void Remove()
    {
        try
        {
            if (_git.Ask(CancellationToken.None, "worktree", "remove", "--force", "--force", Folder) is null)
            {
                if (Directory.Exists(Folder))
                {
                    Directory.Delete(Folder, recursive: true);
                }

                _git.Ask(CancellationToken.None, "worktree", "prune");
            }
        }
        catch (Exception exception) when (exception is GitException or IOException or UnauthorizedAccessException)
        {
            // A file in use; git forgets a worktree whose folder is gone.
        }
    }
}
