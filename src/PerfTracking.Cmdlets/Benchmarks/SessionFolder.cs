using PerfTracking.Machine;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>A session's own temporary folder, which only its owner can read. It goes when the session ends, however that is.</summary>
internal sealed class SessionFolder : IDisposable
{
    private readonly EndSignals _signals;

    /// <summary>Makes it.</summary>
    public SessionFolder()
    {
        Root = Directory.CreateTempSubdirectory("perftracking-").FullName;
        _signals = new EndSignals(Delete);
    }

    /// <summary>Its full path.</summary>
    public string Root { get; }

    /// <summary>The full path of something in it.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        _signals.Dispose();
        Delete();
    }

    private void Delete()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A process that was started may still hold a file; the system clears its temporary folder in the end.
        }
    }
}
