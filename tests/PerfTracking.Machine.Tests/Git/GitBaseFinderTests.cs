using PerfTracking.Machine.Git;

namespace PerfTracking.MachineTests.Git;

public class GitBaseFinderTests
{
    [Fact]
    public void The_base_is_where_the_branch_left_and_not_the_tip_of_the_other()
    {
        using Repository repository = Repository.New();
        string fork = repository.Commit("fork");
        repository.Run("switch", "--quiet", "--create", "topic");
        repository.Commit("topic");
        repository.Run("switch", "--quiet", "main");
        string tip = repository.Commit("later");
        repository.Run("switch", "--quiet", "topic");

        Assert.Equal(new GitBase(fork, "merge base of HEAD and main"), Find(repository, "main"));
        Assert.Equal(new GitBase(tip, "the commit of main"), Find(repository, "main", exact: true));
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("HEAD~2")]
    [InlineData(null)]
    public void A_tag_a_relative_name_or_a_hash_of_an_earlier_commit_is_that_commit(string? name)
    {
        using Repository repository = Repository.New();
        string first = repository.Commit("1");
        repository.Run("tag", "v1");
        repository.Commit("2");
        repository.Commit("3");

        Assert.Equal(first, Find(repository, name ?? first).Commit);
    }

    /// <summary>What actions/checkout leaves of a pull request: one commit, which merges two that are not there.</summary>
    [Theory]
    [InlineData(3, 50)]
    [InlineData(120, 150)]
    public void A_clone_of_depth_one_is_deepened_until_the_merge_base_is_there(int commits, int fetched)
    {
        using Repository origin = Repository.New();
        origin.Commits("before", 10);
        string fork = origin.Commit("fork");
        origin.Run("switch", "--quiet", "--create", "topic");
        origin.Commits("topic", commits);
        origin.Run("switch", "--quiet", "main");
        origin.Commits("main", commits);
        Repository clone = origin.Clone("clone", "--depth=1", "--branch=topic");

        GitBase found = Find(clone, "main", preferRemote: true);

        Assert.Equal(new GitBase(fork, $"merge base of HEAD and origin/main, which was fetched, after fetching {fetched} more commits"), found);
        Assert.True(int.Parse(clone.Run("rev-list", "--count", "--all"), null) < 2 * (fetched + 15) + 2, "No more than needed is fetched.");
    }

    [Fact]
    public void The_commit_of_a_pull_request_which_is_on_no_branch_is_deepened_too()
    {
        using Repository origin = Repository.New();
        origin.Commits("before", 10);
        origin.Run("switch", "--quiet", "--create", "topic");
        origin.Commits("topic", 3);
        origin.Run("switch", "--quiet", "main");
        string tip = origin.Commit("later");
        origin.Run("merge", "--quiet", "--no-ff", "-m", "merged", "topic");
        origin.Run("update-ref", "refs/pull/7/merge", "HEAD");
        origin.Run("reset", "--quiet", "--hard", tip);
        Repository clone = origin.Clone("clone", "--depth=1", "--branch=main");
        clone.Run("fetch", "--quiet", "--depth=1", "origin", "+refs/pull/7/merge:refs/remotes/pull/7/merge");
        clone.Run("checkout", "--quiet", "--detach", "refs/remotes/pull/7/merge");

        Assert.Equal(tip, Find(clone, "main", preferRemote: true).Commit);
    }

    /// <summary>An old branch that was merged is a common ancestor too; the better one hides behind the edge of the clone.</summary>
    [Fact]
    public void A_common_commit_that_may_not_be_the_best_one_is_not_taken()
    {
        using Repository origin = Repository.New();
        origin.Commit("old");
        origin.Run("branch", "side");
        origin.Commits("main", 5);
        string fork = origin.Commit("fork");
        origin.Run("switch", "--quiet", "--create", "topic");
        origin.Commits("topic", 60);
        origin.Run("merge", "--quiet", "--no-ff", "-m", "merged", "side");
        origin.Run("switch", "--quiet", "main");
        origin.Commits("later", 2);
        Repository clone = origin.Clone("clone", "--depth=2", "--branch=topic");

        Assert.Equal(fork, Find(clone, "main", preferRemote: true).Commit);
    }

    [Fact]
    public void The_remotes_branch_is_taken_where_the_local_one_is_behind_and_a_build_asks()
    {
        using Repository origin = Repository.New();
        origin.Commit("old");
        Repository clone = origin.Clone("clone");
        string fork = origin.Commit("newer");
        clone.Run("fetch", "--quiet");
        clone.Run("switch", "--quiet", "--create", "topic", "origin/main");
        clone.Commit("topic");

        Assert.Equal(fork, Find(clone, "main", preferRemote: true).Commit);
        Assert.NotEqual(fork, Find(clone, "main").Commit);
    }

    [Fact]
    public void What_is_nowhere_is_told_in_gits_words_with_what_mends_it()
    {
        using Repository origin = Repository.New();
        origin.Commit("1");
        Repository clone = origin.Clone("clone");

        GitException error = Assert.Throws<GitException>(() => Find(clone, "nosuch"));

        Assert.Contains("neither here nor at the remote 'origin': fatal: couldn't find remote ref", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Fetch it first: git fetch origin nosuch.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clone_whose_remote_is_gone_says_so_and_how_to_mend_it()
    {
        using Repository origin = Repository.New();
        origin.Commits("before", 3);
        origin.Run("switch", "--quiet", "--create", "topic");
        origin.Commit("topic");
        Repository clone = origin.Clone("clone", "--depth=1", "--no-single-branch");
        clone.Run("remote", "set-url", "origin", "file:///no/such/repository");

        GitException error = Assert.Throws<GitException>(() => Find(clone, "origin/main"));

        Assert.Contains("git cannot fetch more: fatal: '/no/such/repository'", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Fetch the history first: git fetch --unshallow origin (with actions/checkout: fetch-depth: 0).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Histories_that_have_nothing_in_common_have_no_base()
    {
        using Repository repository = Repository.New();
        repository.Commit("1");
        repository.Run("switch", "--quiet", "--orphan", "other");
        repository.Commit("2");

        Assert.Contains("no common commit", Assert.Throws<GitException>(() => Find(repository, "main")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--upload-pack=touch /tmp/x")]
    [InlineData("-h")]
    public void An_option_is_no_reference(string reference)
    {
        using Repository repository = Repository.New();
        repository.Commit("1");

        Assert.Contains("none begins with a dash", Assert.Throws<GitException>(() => Find(repository, reference)).Message, StringComparison.Ordinal);
    }

    private static GitBase Find(Repository repository, string reference, bool exact = false, bool preferRemote = false) =>
        new GitBaseFinder(repository.Git).Find(reference, exact, preferRemote, CancellationToken.None);
}
