using PerfTracking.Machine.Git;

namespace PerfTracking.MachineTests.Git;

/// <summary>A real repository in a temporary folder, whose commits are told by their messages.</summary>
internal sealed class Repository : IDisposable
{
    private readonly TemporaryFolder? _owned;

    private Repository(string folder, TemporaryFolder? owned) => (Git, _owned) = (new GitProgram(folder), owned);

    public GitProgram Git { get; }

    public string Folder => Git.Folder;

    public static Repository New()
    {
        var folder = new TemporaryFolder();
        var repository = new Repository(Directory.CreateDirectory(folder["work"]).FullName, folder);
        repository.Run("init", "--quiet", "--initial-branch=main");
        repository.SetUser();
        return repository;
    }

    /// <summary>A clone over git's own protocol, which a path alone would not use.</summary>
    public Repository Clone(string name, params string[] options)
    {
        string folder = Path.Combine(Path.GetDirectoryName(Folder)!, name);
        Run(["clone", "--quiet", .. options, new Uri(Folder).AbsoluteUri, folder]);
        var clone = new Repository(folder, null);
        clone.SetUser();
        return clone;
    }

    public string Commit(string message)
    {
        File.WriteAllText(Path.Combine(Folder, "file.txt"), message);
        Run("add", "--all");
        Run("commit", "--quiet", "-m", message);
        return Run("rev-parse", "HEAD");
    }

    public void Commits(string name, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Run("commit", "--quiet", "--allow-empty", "-m", $"{name} {i}");
        }
    }

    public string Run(params string[] arguments) => Git.Run(CancellationToken.None, arguments);

    public void Dispose() => _owned?.Dispose();

    private void SetUser()
    {
        Run("config", "user.name", "A");
        Run("config", "user.email", "a@example.org");
        Run("config", "commit.gpgsign", "false");
    }
}
