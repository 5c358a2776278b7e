using System.Globalization;
using PerfTracking.Formatting;

namespace PerfTracking.Machine.Git;

/// <summary>
/// Finds the base of a head: the merge base with a reference, for the tip of a branch holds work of others that the head never
/// had. In a clone that is cut off the history is fetched until the merge base is there and certain.
/// </summary>
/// <param name="git">Git in the repository.</param>
public sealed class GitBaseFinder(GitProgram git)
{
    private const int FirstStep = 50;
    private const int LastStep = 3200;
    private const string Head = "HEAD";

    /// <summary>Finds it.</summary>
    /// <param name="reference">A branch, a tag or a commit; of a branch that is only at the remote, its name there.</param>
    /// <param name="exact">Whether the reference itself is the base.</param>
    /// <param name="preferRemote">Whether the remote's branch of this name is meant where there is a local one too.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GitException">There is none, in git's own words and with what mends it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public GitBase Find(string reference, bool exact, bool preferRemote, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        if (reference[0] == '-')
        {
            throw new GitException($"'{reference}' is no reference: none begins with a dash.");
        }

        string head = git.Ask(cancellation, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
            ?? throw new GitException($"'{git.Folder}' is in no git repository with a commit. Give a folder as the base, or commit first.");
        string? remote = Remote(cancellation);
        (string name, string commit, bool wasFetched) = Resolve(reference, remote, preferRemote, cancellation);
        string fetched = wasFetched ? ", which was fetched" : string.Empty;
        return exact
            ? new GitBase(commit, $"the commit of {name}{fetched}")
            : MergeBase(head, name, commit, fetched, remote, cancellation);
    }

    private GitBase MergeBase(string head, string name, string target, string fetched, string? remote, CancellationToken cancellation)
    {
        string found = $"merge base of HEAD and {name}{fetched}";
        int deepened = 0;
        for (int step = FirstStep; ; step *= 2)
        {
            string? merge = git.Ask(cancellation, "merge-base", head, target);
            string[] cut = Boundary(cancellation);
            if (cut.Length == 0)
            {
                return merge is not null
                    ? new GitBase(merge, deepened == 0 ? found : $"{found}, after fetching {(deepened < 0 ? "the whole history" : string.Create(CultureInfo.InvariantCulture, $"{deepened} more commits"))}")
                    : throw new GitException($"HEAD and {name} have no common commit: git merge-base {NameText.Commit(head)} {name} finds none in the whole history.");
            }

            if (merge is not null && IsCertain(merge, head, target, cut, cancellation))
            {
                return new GitBase(merge, deepened == 0 ? found : string.Create(CultureInfo.InvariantCulture, $"{found}, after fetching {deepened} more commits"));
            }

            bool whole = step > LastStep;
            Deepen(head, name, remote, whole ? null : step, cut, cancellation);
            deepened = whole ? -1 : deepened + step;
        }
    }

    // A better one could hide behind a commit whose parents are not here: above the merge base there must be none.
    private bool IsCertain(string merge, string head, string target, string[] cut, CancellationToken cancellation)
    {
        var above = new HashSet<string>(git.Run(cancellation, "rev-list", head, target, "^" + merge).Split('\n'), StringComparer.Ordinal);
        return !Array.Exists(cut, above.Contains);
    }

    private void Deepen(string head, string name, string? remote, int? step, string[] cut, CancellationToken cancellation)
    {
        string mend = $"Fetch the history first: git fetch --unshallow{(remote is null ? "" : " " + remote)} (with actions/checkout: fetch-depth: 0).";
        if (remote is null)
        {
            throw new GitException($"This clone is cut off, and has no remote to fetch the merge base of HEAD and {name} from. {mend}");
        }

        string how = step is { } commits ? string.Create(CultureInfo.InvariantCulture, $"--deepen={commits}") : "--unshallow";
        string[] branch = RemoteBranch(name, remote, cancellation) is { } own ? [$"+refs/heads/{own}:refs/remotes/{remote}/{own}"] : [];

        // The commit that is checked out is on no branch in a pull request's build; some servers give out branches alone.
        string error = string.Empty;
        foreach (string[] wanted in (string[][])[[head, .. branch], branch, []])
        {
            (int code, _, error) = git.Try(["fetch", "--no-tags", "--quiet", how, remote, .. wanted], null, cancellation);
            if (code == 0 && !Boundary(cancellation).SequenceEqual(cut))
            {
                return;
            }
        }

        throw new GitException(error.Length > 0
            ? $"The merge base of HEAD and {name} is not in this clone, which is cut off, and git cannot fetch more: {error} {mend}"
            : $"The merge base of HEAD and {name} is not in this clone, which is cut off, and the remote '{remote}' has no more of its history. {mend}");
    }

    private (string Name, string Commit, bool WasFetched) Resolve(string reference, string? remote, bool preferRemote, CancellationToken cancellation)
    {
        string[] names = remote is null ? [reference] : preferRemote ? [$"{remote}/{reference}", reference] : [reference, $"{remote}/{reference}"];
        foreach (string name in names)
        {
            if (Commit(name, cancellation) is { } commit)
            {
                return (name, commit, false);
            }
        }

        if (remote is null)
        {
            throw new GitException($"There is no branch, tag or commit '{reference}' here, and no remote to fetch it from.");
        }

        string branch = reference.StartsWith(remote + "/", StringComparison.Ordinal) ? reference[(remote.Length + 1)..] : reference;
        string[] depth = Boundary(cancellation).Length > 0 ? ["--depth=1"] : [];
        string error = string.Empty;
        foreach ((string wanted, string name) in new[] { ($"+refs/heads/{branch}:refs/remotes/{remote}/{branch}", $"{remote}/{branch}"), ($"+refs/tags/{branch}:refs/tags/{branch}", branch), (branch, branch) })
        {
            (int code, _, string said) = git.Try(["fetch", "--no-tags", "--quiet", .. depth, remote, wanted], null, cancellation);
            if (code == 0 && Commit(name, cancellation) is { } commit)
            {
                return (name, commit, true);
            }

            error = error.Length == 0 ? said : error;
        }

        throw new GitException($"There is no branch, tag or commit '{reference}', neither here nor at the remote '{remote}': {error} Fetch it first: git fetch {remote} {branch}.");
    }

    private string? Commit(string name, CancellationToken cancellation) => git.Ask(cancellation, "rev-parse", "--verify", "--quiet", name + "^{commit}");

    private string? Remote(CancellationToken cancellation)
    {
        string[] remotes = Lines(git.Run(cancellation, "remote"));
        string? upstream = git.Ask(cancellation, "symbolic-ref", "--quiet", "--short", Head) is { } branch ? git.Ask(cancellation, "config", $"branch.{branch}.remote") : null;
        return Array.Find(remotes, remote => remote == upstream) ?? Array.Find(remotes, static remote => remote == "origin") ?? remotes.FirstOrDefault();
    }

    private string? RemoteBranch(string name, string remote, CancellationToken cancellation) =>
        name.StartsWith(remote + "/", StringComparison.Ordinal) ? name[(remote.Length + 1)..]
        : git.Ask(cancellation, "rev-parse", "--verify", "--quiet", $"refs/remotes/{remote}/{name}") is not null ? name
        : null;

    // The commits whose parents are not here.
    private string[] Boundary(CancellationToken cancellation)
    {
        string path = Path.GetFullPath(git.Run(cancellation, "rev-parse", "--git-path", "shallow"), git.Folder);
        return File.Exists(path) ? Lines(File.ReadAllText(path)) : [];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
