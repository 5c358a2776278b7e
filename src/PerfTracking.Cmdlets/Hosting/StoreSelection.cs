using PerfTracking.Recording;
using PerfTracking.Storage;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Which store a command uses, and the open stores of this process.</summary>
internal sealed class StoreSelection
{
    /// <summary>The variable that names the store.</summary>
    public const string Variable = "PERFTRACKING_STORE";

    private readonly object _gate = new();
    private readonly Dictionary<string, ILocalStore> _open = new(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
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
        lock (_gate)
        {
            string full = path ?? _chosen ?? StorePath.Complete(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : DefaultPath());
            if (!_open.TryGetValue(full, out ILocalStore? store))
            {
                _open.Add(full, store = new SqliteStore(full));
            }

            return store;
        }
    }

    /// <summary>Closes every open store; a later use opens it again.</summary>
    public void CloseAll()
    {
        lock (_gate)
        {
            foreach (ILocalStore store in _open.Values)
            {
                store.Dispose();
            }

            _open.Clear();
        }
    }

    // A store in the folder for temporary files would lie where everybody can foresee it, and make it first.
    private static string DefaultPath() =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } data
            ? Path.Combine(data, "PerfTracking", "performance.db")
            : throw StorePath.Unusable("PerfTracking/performance.db", "this user has no home folder.");
}
