namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>A session's own temporary folder, which only its owner can read. It goes when the session ends, however that is.</summary>
internal sealed class SessionFolder : IDisposable
{
    /// <summary>Makes it.</summary>
    public SessionFolder() => Root = Directory.CreateTempSubdirectory("perftracking-").FullName;

    /// <summary>Its full path.</summary>
    public string Root { get; }

    /// <summary>The full path of something in it.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <inheritdoc/>
    public void Dispose()
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
