using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>A store in one SQLite file. Safe for many threads, and for many processes on one file.</summary>
public sealed partial class SqliteStore : ILocalStore
{
    /// <summary>How long a lock of another process is waited for before the store counts as locked.</summary>
    public static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(10);

    private readonly object _writerGate = new();
    private readonly MetricCatalogue _builtIn;
    private readonly string _path;
    private readonly TimeSpan _lockTimeout;
    private readonly WriterMemory _memory = new();
    private RawDatabase? _writer;

    /// <summary>Names a store; nothing is opened or created before it is used.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="lockTimeout">How long a lock of another process is waited for, or <see langword="null"/> for the default.</param>
    /// <param name="builtIn">The metrics that are there without being registered, or <see langword="null"/> for this version's.</param>
    public SqliteStore(string path, TimeSpan? lockTimeout = null, MetricCatalogue? builtIn = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = Path.GetFullPath(path);
        Location = StoreLocation.OfFile(_path);
        _builtIn = builtIn ?? MetricCatalogue.BuiltIn;
        _lockTimeout = lockTimeout ?? DefaultLockTimeout;
    }

    /// <inheritdoc/>
    public StoreLocation Location { get; }

    /// <inheritdoc/>
    public ISaveTransaction BeginSave()
    {
        Monitor.Enter(_writerGate);
        try
        {
            return new SaveTransaction(Writer(), _memory, _builtIn, _lockTimeout, EndSave);
        }
        catch
        {
            CloseWriter();
            Monitor.Exit(_writerGate);
            throw;
        }
    }

    /// <summary>Closes the connection; a later use opens it again.</summary>
    public void Dispose()
    {
        lock (_writerGate)
        {
            CloseWriter();
        }
    }

    private void EndSave(bool failed)
    {
        if (failed)
        {
            // Whatever went wrong, the next save begins with a fresh look at the file.
            CloseWriter();
        }

        Monitor.Exit(_writerGate);
    }

    private RawDatabase Writer()
    {
        // Somebody may have deleted or replaced the file: what is written to the old one would be lost.
        if (_writer is { HasMoved: false })
        {
            return _writer;
        }

        CloseWriter();
        StoreFile.EnsureExists(_path);
        RawDatabase opened = RawDatabase.Open(_path, _lockTimeout);
        try
        {
            StoreSchema.Ensure(opened, _path, _lockTimeout);

            // Every key is looked up by the save itself, so that checking it again buys nothing.
            opened.ExecuteScript("PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF");
        }
        catch (PerfStoreException exception) when (exception.Failure == StoreFailure.Unavailable && RawDatabase.CanBeRead(_path))
        {
            // What SQLite could not open are the files it writes beside the store.
            opened.Dispose();
            throw SqliteFailures.NotWritable(_path, exception);
        }
        catch
        {
            opened.Dispose();
            throw;
        }

        return _writer = opened;
    }

    private void CloseWriter()
    {
        _writer?.Dispose();
        _writer = null;
        _memory.Clear();
    }
}
