using PerfTracking.Recording;
using PerfTracking.Storage;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Which store a command uses, and the open stores of this process.</summary>
internal sealed class StoreSelection
{
    /// <summary>The variable that names the store.</summary>
    public const string Variable = "PERFTRACKING_STORE";

    // A script that goes through the stores of many machines must not hold the files of all.
    private const int MaxOpen = 8;

    private static readonly StringComparison PathComparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly object _gate = new();
    private readonly List<OpenStore> _open = []; // The one that was used last is last.
    private string? _chosen;

    /// <summary>Chooses the store for the rest of the session, and closes those used so far, so that their files can be moved or deleted.</summary>
    /// <param name="path">Its full path, or <see langword="null"/> for the default again.</param>
    public void Choose(string? path)
    {
        lock (_gate)
        {
            _chosen = path;
            CloseAll();
        }
    }

    /// <summary>The store at a path, or the one that holds where no path is given.</summary>
    /// <param name="path">A full path, or <see langword="null"/>.</param>
    /// <exception cref="PerfStoreException">It names no file in a folder, or there is no home folder for the default store.</exception>
    public ILocalStore Open(string? path)
    {
        OpenStore? surplus = null;
        OpenStore? used;
        lock (_gate)
        {
            string full = path ?? _chosen ?? Unchosen();
            used = _open.Find(open => open.Path.Equals(full, PathComparison));
            if (used is not null)
            {
                _open.Remove(used);
            }
            else
            {
                used = new OpenStore(full, new SqliteStore(full));
                if (_open.Count == MaxOpen)
                {
                    surplus = _open[0];
                    _open.RemoveAt(0);
                }
            }

            _open.Add(used);
        }

        // Whoever still uses it opens it again.
        surplus?.Store.Dispose();
        return used.Store;
    }

    /// <summary>The full path of the store where the session has chosen none.</summary>
    /// <exception cref="PerfStoreException">It names no file in a folder, or there is no home folder for the default store.</exception>
    public static string Unchosen() =>
        StorePath.Complete(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : DefaultPath());

    /// <summary>Closes every open store; a later use opens it again.</summary>
    public void CloseAll()
    {
        lock (_gate)
        {
            _open.ForEach(static open => open.Store.Dispose());
            _open.Clear();
        }
    }

    // A store in the folder for temporary files would lie where everybody can foresee it, and make it first.
    private static string DefaultPath() =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } data
            ? Path.Combine(data, "PerfTracking", "performance.db")
            : throw StorePath.Unusable("PerfTracking/performance.db", "this user has no home folder.");

    private sealed class OpenStore(string path, ILocalStore store)
    {
        public string Path { get; } = path;

        public ILocalStore Store { get; } = store;
    }
}
