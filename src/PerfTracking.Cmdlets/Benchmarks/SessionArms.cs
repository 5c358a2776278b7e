using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Machine;
using PerfTracking.Machine.Arms;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>The arms of a session and where they run. One arm alone runs where it lies; several take turns at one place.</summary>
internal sealed class SessionArms : IDisposable
{
    private const string LayoutVariable = "PERFTRACKING_LAYOUT";
    private const string ModulePathVariable = "PSModulePath";

    private readonly Stack<IDisposable> _owned = new();
    private ArmFolders? _folders;
    private Func<string, string> _map = static path => path;

    private SessionArms(string location, IReadOnlyList<BenchmarkArm> arms) => (Location, Arms) = (location, arms);

    /// <summary>The arms, head first.</summary>
    public IReadOnlyList<BenchmarkArm> Arms { get; }

    /// <summary>The folder the work starts in.</summary>
    public string Location { get; }

    /// <summary>The module whose copy of the arm is to be used, or <see langword="null"/>.</summary>
    public string? Module { get; private init; }

    /// <summary>One arm, where it lies.</summary>
    public static SessionArms Alone(string location, BenchmarkArm head) => new(location, [head]);

    /// <summary>Arms that take turns for a folder.</summary>
    /// <param name="location">The session's folder.</param>
    /// <param name="staged">The folder that stands for it in each arm, on the stage.</param>
    /// <param name="elsewhere">Finds what stands on the stage for a path that does not begin with the session's folder, or <see langword="null"/> for one outside of the arms.</param>
    /// <param name="folders">The arms' folders.</param>
    /// <param name="arms">The arms.</param>
    /// <exception cref="BaseFailedException">The folder is not on the stage, so that all arms would run in one and the same.</exception>
    public static SessionArms OfFolder(string location, string staged, Func<string, string?> elsewhere, ArmFolders folders, IReadOnlyList<BenchmarkArm> arms) =>
        FilePaths.Below(folders.Stage, staged) is null
            ? throw BaseErrors.ArmNotMade(folders.Stage, $"'{location}' would be '{staged}', which is outside of it, so that both would run in one and the same folder.")
            : new SessionArms(staged, arms)
            {
                _folders = folders,
                _map = path => FilePaths.Below(location, path) is { } relative ? Path.GetFullPath(relative, staged) : elsewhere(path) ?? path,
            };

    /// <summary>Arms that take turns for a module: the first one that is found by its name.</summary>
    /// <param name="location">The session's folder.</param>
    /// <param name="module">The module's name.</param>
    /// <param name="folders">The arms' folders, each of which holds a folder of the module's name.</param>
    /// <param name="arms">The arms.</param>
    public static SessionArms OfModule(string location, string module, ArmFolders folders, IReadOnlyList<BenchmarkArm> arms) => new(location, arms)
    {
        _folders = folders,
        Module = Path.Combine(folders.Stage, module),
    };

    /// <summary>The environment of the processes of a round, in all arms alike: this process's, and a variable whose length moves where a stack begins.</summary>
    /// <param name="layout">The variable's length.</param>
    public IReadOnlyDictionary<string, string> EnvironmentOf(int layout)
    {
        Dictionary<string, string> variables = OwnEnvironment.Copy();
        variables[LayoutVariable] = new string('x', layout);
        if (Module is { } module)
        {
            variables[ModulePathVariable] = Path.GetDirectoryName(module) + Path.PathSeparator + variables.GetValueOrDefault(ModulePathVariable);
        }

        return variables;
    }

    /// <summary>Something that goes with the arms.</summary>
    public void Own(IDisposable one) => _owned.Push(one);

    /// <summary>Makes an arm the one that runs.</summary>
    /// <param name="arm">Its name.</param>
    /// <exception cref="IOException">Its folder is held by a process.</exception>
    public void Use(string arm) => _folders?.Use(arm);

    /// <summary>Where a file of the session lies in the arm that runs. One outside of what the arms stand for is the same for all.</summary>
    /// <param name="path">The file's full path.</param>
    public string Map(string path) => _map(path);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _folders?.Clear();
        }
        catch (IOException)
        {
            // What cannot be moved back is deleted where it stands.
        }

        while (_owned.TryPop(out IDisposable? one))
        {
            one.Dispose();
        }
    }
}
