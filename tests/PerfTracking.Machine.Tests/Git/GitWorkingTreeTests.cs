using PerfTracking.Machine.Git;

namespace PerfTracking.MachineTests.Git;

public class GitWorkingTreeTests
{
    [Fact]
    public void What_is_not_committed_is_in_the_content_and_nothing_of_the_repository_changes()
    {
        using Repository repository = Repository.New();
        File.WriteAllText(Path.Combine(repository.Folder, ".gitignore"), "out/\n");
        string head = repository.Commit("committed");
        File.WriteAllText(Path.Combine(repository.Folder, "file.txt"), "edited");
        File.WriteAllText(Path.Combine(repository.Folder, "new.txt"), "new");
        Directory.CreateDirectory(Path.Combine(repository.Folder, "out"));
        File.WriteAllText(Path.Combine(repository.Folder, "out", "built"), "built");
        string before = repository.Run("status", "--porcelain");

        GitWorkingTree tree = Take(repository);

        Assert.Equal((head, 2), (tree.Commit, tree.Changes));
        Assert.Equal("edited", repository.Run("show", tree.Content + ":file.txt"));
        Assert.Equal(".gitignore\nfile.txt\nnew.txt", repository.Run("ls-tree", "-r", "--name-only", tree.Content));
        Assert.Equal((before, head), (repository.Run("status", "--porcelain"), repository.Run("rev-parse", "HEAD")));
    }

    [Fact]
    public void Where_all_is_committed_the_content_is_HEAD()
    {
        using Repository repository = Repository.New();
        string head = repository.Commit("committed");

        Assert.Equal(new GitWorkingTree(head, head, 0), Take(repository));
    }

    [Fact]
    public void A_worktree_holds_a_commit_until_it_goes_and_git_forgets_it()
    {
        using Repository repository = Repository.New();
        string first = repository.Commit("first");
        repository.Commit("second");
        string folder = Path.Combine(Path.GetDirectoryName(repository.Folder)!, "tree");

        using (GitWorktree.Add(repository.Git, folder, first, CancellationToken.None))
        {
            Assert.Equal("first", File.ReadAllText(Path.Combine(folder, "file.txt")));
        }

        Assert.False(Directory.Exists(folder));
        Assert.Single(repository.Run("worktree", "list").Split('\n'));
    }

    [Fact]
    public void A_worktree_of_a_commit_that_is_not_there_leaves_nothing()
    {
        using Repository repository = Repository.New();
        repository.Commit("first");
        string folder = Path.Combine(Path.GetDirectoryName(repository.Folder)!, "tree");

        Assert.Throws<GitException>(() => GitWorktree.Add(repository.Git, folder, new string('1', 40), CancellationToken.None));

        Assert.False(Directory.Exists(folder));
        Assert.Single(repository.Run("worktree", "list").Split('\n'));
    }

    [Fact]
    public void A_hook_of_the_repository_does_not_run()
    {
        using Repository repository = Repository.New();
        string first = repository.Commit("first");
        string hook = Path.Combine(repository.Folder, ".git", "hooks", "post-checkout");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, "#!/bin/sh\nexit 1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        using GitWorktree tree = GitWorktree.Add(repository.Git, Path.Combine(Path.GetDirectoryName(repository.Folder)!, "tree"), first, CancellationToken.None);

        Assert.True(File.Exists(Path.Combine(tree.Folder, "file.txt")));
    }

    private static GitWorkingTree Take(Repository repository) =>
        GitWorkingTree.Take(repository.Git, Path.Combine(Path.GetDirectoryName(repository.Folder)!, "index"), CancellationToken.None);
}
