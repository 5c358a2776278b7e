using PerfTracking.Machine.Git;

namespace PerfTracking.MachineTests.Git;

/// <summary>A folder of a repository is known by whatever path it is called.</summary>
public class GitPlaceTests
{
    [Needs("unix", "git")]
    public void A_folder_below_a_link_has_the_place_of_the_folder_itself()
    {
        using var repository = Repository.New();
        string folder = Directory.CreateDirectory(Path.Combine(repository.Folder, "a", "b")).FullName;
        string link = Path.Combine(Path.GetDirectoryName(repository.Folder)!, "link");
        Directory.CreateSymbolicLink(link, repository.Folder);

        GitPlace place = GitPlace.Of(Path.Combine(link, "a", "b"), CancellationToken.None)!;

        Assert.Equal(GitPlace.Of(folder, CancellationToken.None), place);
        Assert.Equal("a/b/", place.Prefix);
        Assert.Equal(Path.Combine(link, "a", "b"), place.Below(link));
        Assert.Equal(link, GitPlace.Of(link, CancellationToken.None)!.Below(link));
    }

    [Needs("git")]
    public void A_folder_in_no_repository_has_none()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(GitPlace.Of(folder.Path, CancellationToken.None));
    }

    /// <summary>Git says them in UTF-8, also where the console of Windows has another code page.</summary>
    [Needs("git")]
    public void Folders_and_branches_may_have_letters_of_any_alphabet()
    {
        using var repository = Repository.New();
        string fork = repository.Commit("fork");
        Repository clone = repository.Clone("Größe 数");
        clone.Run("switch", "--quiet", "--create", "größer/数");
        clone.Commit("topic");
        clone.Run("switch", "--quiet", "main");
        clone.Commit("later");
        string folder = Directory.CreateDirectory(Path.Combine(clone.Folder, "Мера")).FullName;

        GitPlace place = GitPlace.Of(folder, CancellationToken.None)!;

        Assert.True(Directory.Exists(place.Root), place.Root);
        Assert.Equal("Мера/", place.Prefix);
        Assert.Equal(new GitBase(fork, "merge base of HEAD and größer/数"), new GitBaseFinder(new GitProgram(place.Root)).Find("größer/数", exact: false, preferRemote: false, CancellationToken.None));
        Assert.Contains("größer/数", Assert.Throws<GitException>(() => clone.Run("switch", "größer/数-nosuch")).Message, StringComparison.Ordinal);
    }
}
