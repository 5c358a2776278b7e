namespace PerfTracking.Programs;

/// <summary>Where one of a program's three streams goes, or comes from.</summary>
public abstract record ProgramChannel
{
    private ProgramChannel()
    {
    }

    /// <summary>That of this process, with nothing between.</summary>
    public static ProgramChannel Inherited { get; } = new OfCaller();

    /// <summary>The null device.</summary>
    public static ProgramChannel Null { get; } = new ToNull();

    /// <summary>A file, which is made or emptied where it is written.</summary>
    /// <param name="path">Its full path.</param>
    public static ProgramChannel File(string path) => new ToFile(path);

    /// <summary>A pipe.</summary>
    /// <param name="read">
    /// Reads the pipe to its end, on a thread of its own. The end comes when nobody holds the pipe any more, which may be long
    /// after the program's; <see cref="IProgramLauncher.Run"/> does not wait for it.
    /// </param>
    public static ProgramChannel Pipe(Action<Stream> read) => new ToPipe(read);

    /// <summary>See <see cref="Inherited"/>.</summary>
    public sealed record OfCaller : ProgramChannel;

    /// <summary>See <see cref="Null"/>.</summary>
    public sealed record ToNull : ProgramChannel;

    /// <summary>See <see cref="File"/>.</summary>
    /// <param name="Path">The file's full path.</param>
    public sealed record ToFile(string Path) : ProgramChannel;

    /// <summary>See <see cref="Pipe"/>.</summary>
    /// <param name="Read">Reads the pipe to its end.</param>
    public sealed record ToPipe(Action<Stream> Read) : ProgramChannel;
}
