namespace PerfTracking.Machine.Git;

/// <summary>
/// Where a folder lies in its repository, in git's own words. One folder has many paths where there are links, junctions or drives
/// that stand for folders; git follows them all, so that its answers can be put together where paths cannot be compared.
/// </summary>
/// <param name="Root">The root of the repository, as git calls it.</param>
/// <param name="Prefix">The folder as seen from there; empty where it is the root itself.</param>
public sealed record GitPlace(string Root, string Prefix)
{
    private static readonly string[] TopLevel = ["rev-parse", "--show-toplevel"];

    /// <summary>The place of a folder, or <see langword="null"/> where no repository is around it.</summary>
    /// <param name="folder">The folder's full path.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GitException">Git is not there.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static GitPlace? Of(string folder, CancellationToken cancellation)
    {
        var git = new GitProgram(folder);
        return git.Ask(cancellation, TopLevel) is { Length: > 0 } root
            ? new GitPlace(Path.GetFullPath(root), git.Run(cancellation, "rev-parse", "--show-prefix"))
            : null;
    }

    /// <summary>Why a folder has no place, in git's own words: there is no repository, it has no files, or it is somebody else's and not trusted.</summary>
    /// <param name="folder">The folder's full path.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GitException">Git is not there.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static string WhyNone(string folder, CancellationToken cancellation) =>
        new GitProgram(folder).Try(TopLevel, null, cancellation).Error;

    /// <summary>The same place below another root.</summary>
    /// <param name="root">The full path of the other root.</param>
    public string Below(string root) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(root, Prefix)));
}
