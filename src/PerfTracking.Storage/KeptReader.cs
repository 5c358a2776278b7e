using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>
/// The connection that waits between the questions of one command. To open one costs more than most questions do; to keep it
/// beyond the command would keep others from moving or deleting the file. Safe for many threads.
/// </summary>
internal sealed class KeptReader : IDisposable
{
    private readonly object _gate = new();
    private RawDatabase? _idle;
    private int _users;

    /// <summary>Keeps a connection that has nothing to do until the answer is disposed of.</summary>
    public IDisposable Keep()
    {
        lock (_gate)
        {
            _users++;
        }

        return new Use(this);
    }

    /// <summary>The connection that waits, for one thread alone until <see cref="Return"/>; <see langword="null"/> where none does.</summary>
    public RawDatabase? Take()
    {
        RawDatabase? waiting;
        lock (_gate)
        {
            waiting = _idle;
            _idle = null;
        }

        if (waiting is not { HasMoved: true })
        {
            return waiting;
        }

        waiting.Dispose();
        return null;
    }

    /// <summary>Takes a connection back: it waits where somebody wants it to, or is closed.</summary>
    /// <param name="database">The connection; no statement may run on it. What it read at one moment ends here.</param>
    /// <param name="failed">Whether something went wrong: the next question begins with a fresh look at the file.</param>
    public void Return(RawDatabase database, bool failed)
    {
        database.RollBack();
        lock (_gate)
        {
            // One that was opened as a file that nobody changes would not see a change.
            if (!failed && _users > 0 && _idle is null && !database.IsAtRest)
            {
                _idle = database;
                return;
            }
        }

        database.Dispose();
    }

    /// <summary>Closes the connection that waits.</summary>
    public void Dispose() => Take()?.Dispose();

    private void EndUse()
    {
        lock (_gate)
        {
            if (--_users > 0)
            {
                return;
            }
        }

        Dispose();
    }

    private sealed class Use(KeptReader reader) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                reader.EndUse();
            }
        }
    }
}
