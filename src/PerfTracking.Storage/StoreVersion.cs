using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>
/// Tells whether a store has changed, by SQLite's <c>data_version</c> (https://sqlite.org/pragma.html#pragma_data_version): a
/// number of one connection that is another one after every commit of any other, in this process or another. So the connection
/// that asks is kept, and writes nothing.
/// </summary>
/// <param name="connections">The store.</param>
internal sealed class StoreVersion(SqliteConnections connections) : IDisposable
{
    private readonly object _gate = new();
    private RawDatabase? _reader;
    private long _seen;
    private long _version;

    /// <summary>A number that is another one after every change since this object was last asked.</summary>
    public long Read()
    {
        lock (_gate)
        {
            if (_reader is { HasMoved: true })
            {
                Close();
            }

            bool isOpen = _reader is not null;
            _reader ??= connections.OpenForReading();
            long seen = Ask();

            // A fresh connection counts anew, so that its numbers say nothing about what was seen before.
            if (seen != _seen || (!isOpen && _reader is not null))
            {
                (_seen, _version) = (seen, _version + 1);
            }

            return _version;
        }
    }

    /// <summary>Closes the connection; a later use opens it again.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Close();
        }
    }

    // A file that is read as one that nobody changes is asked for its time.
    private long Ask()
    {
        try
        {
            return _reader is null ? 0
                : _reader.IsAtRest ? File.GetLastWriteTimeUtc(connections.Path).Ticks
                : _reader.Prepare("PRAGMA data_version").Number() ?? 0;
        }
        catch
        {
            Close();
            throw;
        }
    }

    private void Close()
    {
        _reader?.Dispose();
        _reader = null;
    }
}
