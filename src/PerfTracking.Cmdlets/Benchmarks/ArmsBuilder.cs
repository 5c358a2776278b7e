using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Machine.Arms;
using PerfTracking.Machine.Git;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Makes the arms of a comparison: head, base, and the base once more as control, each with a folder of its own.</summary>
/// <param name="session">The session's temporary folder.</param>
/// <param name="location">The full path of the folder that the session runs in.</param>
/// <param name="prepare">Runs in each arm's folder, and throws <see cref="BaseFailedException"/> where that fails; or <see langword="null"/>.</param>
/// <param name="tell">Is told what is being done.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class ArmsBuilder(SessionFolder session, string location, Action<string, string>? prepare, Action<string> tell, CancellationToken cancellation)
{
    private const string GitFolder = ".git";

    private static readonly string[] Modules = [".psd1", ".psm1", ".dll"];
    private static readonly string[] OfFolders = [".psd1", ".psm1"];

    /// <summary>Makes them for a base.</summary>
    /// <param name="reference">A git reference, a folder, or a module.</param>
    /// <param name="path">What would be its full path, were it a folder or a module; <see langword="null"/> where it can be neither.</param>
    /// <param name="exact">Whether a reference itself is the base, and not the merge base with it.</param>
    /// <param name="preferRemote">Whether the remote's branch is meant.</param>
    /// <param name="findModule">Finds the folder of a module by its name as the session would import it.</param>
    /// <exception cref="BaseFailedException">There is no base, or an arm cannot be made.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SessionArms Make(string reference, string? path, bool exact, bool preferRemote, Func<string, string?> findModule)
    {
        try
        {
            return path is not null && ModuleFolder(path) is { } module ? OfModule(module, findModule)
                : Directory.Exists(path) ? OfFolder(path)
                : OfReference(reference, exact, preferRemote);
        }
        catch (GitException exception)
        {
            throw BaseErrors.NotFound(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BaseErrors.ArmNotMade(session.Root, exception.Message, exception);
        }
    }

    private SessionArms OfReference(string reference, bool exact, bool preferRemote)
    {
        GitPlace place = GitPlace.Of(location, cancellation)
            ?? throw new GitException($"'{reference}' is no folder, and git has nothing checked out in '{location}': {GitPlace.WhyNone(location, cancellation)}");
        var git = new GitProgram(place.Root);
        tell("Looking for the base");
        GitBase found = new GitBaseFinder(git).Find(reference, exact, preferRemote, cancellation);
        GitWorkingTree head = GitWorkingTree.Take(git, session["index"], cancellation);
        if (found.Commit == head.Content)
        {
            throw BaseErrors.IsHead($"The {found.FoundBy} is HEAD itself, and nothing is uncommitted", " Give an earlier commit: -Base HEAD~1.");
        }

        var folders = new ArmFolders(session.Root);
        SessionArms arms = SessionArms.OfFolder(location, place.Below(folders.Stage), path => InRepository(place, path, folders.Stage), folders,
        [
            new BenchmarkArm(BenchmarkArm.Head) { Commit = head.Commit, Ref = git.Ask(cancellation, "symbolic-ref", "--quiet", "--short", "HEAD"), FoundBy = head.Changes == 0 ? null : $"HEAD with {head.Changes} uncommitted {(head.Changes == 1 ? "file" : "files")}" },
            .. Bases(new BenchmarkArm(BenchmarkArm.Base) { Commit = found.Commit, Ref = reference, FoundBy = found.FoundBy }),
        ]);
        return Filled(arms, folders, arm =>
        {
            tell($"Checking out {arm}");
            arms.Own(GitWorktree.Add(git, folders.Beside(arm), arm == BenchmarkArm.Head ? head.Content : found.Commit, cancellation));
        });
    }

    private SessionArms OfFolder(string folder)
    {
        if (FilePaths.AreSame(folder, location))
        {
            throw BaseErrors.IsHead($"The base '{folder}' is the current folder itself");
        }

        var folders = new ArmFolders(session.Root);
        SessionArms arms = SessionArms.OfFolder(location, folders.Stage, path => InFolder(path, folders.Stage), folders,
        [
            new BenchmarkArm(BenchmarkArm.Head) { FoundBy = $"the folder {location}" },
            .. Bases(new BenchmarkArm(BenchmarkArm.Base) { Ref = folder, FoundBy = $"the folder {folder}" }),
        ]);
        return Filled(arms, folders, arm =>
        {
            tell($"Copying {arm}");
            FolderCopy.Make(arm == BenchmarkArm.Head ? location : folder, folders.Beside(arm), static name => name == GitFolder, cancellation);
        });
    }

    private SessionArms OfModule(string folder, Func<string, string?> findModule)
    {
        string name = ModuleName(folder);
        string head = findModule(name)
            ?? throw BaseErrors.HeadModuleNotFound(name, folder);
        if (FilePaths.AreSame(head, folder))
        {
            throw BaseErrors.IsHead($"The module in '{folder}' is the one that the session finds by the name '{name}'");
        }

        var folders = new ArmFolders(session.Root);
        SessionArms arms = SessionArms.OfModule(location, name, folders,
        [
            new BenchmarkArm(BenchmarkArm.Head) { Ref = head, FoundBy = $"the module {head}" },
            .. Bases(new BenchmarkArm(BenchmarkArm.Base) { Ref = folder, FoundBy = $"the module {folder}" }),
        ]);
        return Filled(arms, folders, arm => FolderCopy.Make(arm == BenchmarkArm.Head ? head : folder, Path.Combine(folders.Beside(arm), name), skips: null, cancellation));
    }

    // Git knows a folder of the repository by whatever path it is called.
    private string? InRepository(GitPlace place, string path, string stage)
    {
        bool isFolder = Directory.Exists(path);
        return GitPlace.Of(isFolder ? path : Path.GetDirectoryName(path)!, cancellation) is { } other && other.Root == place.Root
            ? Path.Combine(other.Below(stage), isFolder ? string.Empty : Path.GetFileName(path))
            : null;
    }

    private string? InFolder(string path, string stage) =>
        FilePaths.Below(FilePaths.Real(location), FilePaths.Real(path)) is { } relative ? Path.GetFullPath(relative, stage) : null;

    private static IEnumerable<BenchmarkArm> Bases(BenchmarkArm given) =>
        [given, given with { Name = BenchmarkArm.Control, FoundBy = "the base once more" }];

    // The control is a copy of the base as it was prepared: the same bytes in a folder of its own.
    private SessionArms Filled(SessionArms arms, ArmFolders folders, Action<string> fill)
    {
        try
        {
            foreach (string arm in new[] { BenchmarkArm.Base, BenchmarkArm.Head })
            {
                fill(arm);
                if (prepare is not null)
                {
                    tell($"Preparing {arm}");
                    folders.Use(arm);
                    prepare(arm, folders.Stage);
                }
            }

            folders.Clear();
            FolderCopy.Make(folders.Beside(BenchmarkArm.Base), folders.Beside(BenchmarkArm.Control), skips: null, cancellation);
            return arms;
        }
        catch
        {
            arms.Dispose();
            throw;
        }
    }

    // A file of a module, or the folder that is named as its manifest or script: Foo/Foo.psd1, Foo/Foo.psm1, or Foo/1.2.0/Foo.psd1.
    private static string? ModuleFolder(string path) =>
        File.Exists(path) ? Modules.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) ? Path.GetDirectoryName(path) : null
        : Directory.Exists(path) && Array.Exists(OfFolders, ending => File.Exists(Path.Combine(path, ModuleName(path) + ending))) ? path
        : null;

    private static string ModuleName(string folder)
    {
        string name = Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar));
        return Version.TryParse(name, out _) ? Path.GetFileName(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!) : name;
    }
}
