namespace PerfTracking.Programs;

/// <summary>What to run, and how.</summary>
/// <param name="FilePath">The full path of the program; nothing is looked up.</param>
/// <param name="Arguments">Its arguments, each of which arrives as it is.</param>
public sealed record ProgramStart(string FilePath, IReadOnlyList<string> Arguments)
{
    /// <summary>The folder it starts in, or <see langword="null"/> for that of this process.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>All its environment variables, or <see langword="null"/> for those of this process.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>What it reads.</summary>
    public ProgramChannel Input { get; init; } = ProgramChannel.Inherited;

    /// <summary>Where its output goes.</summary>
    public ProgramChannel Output { get; init; } = ProgramChannel.Inherited;

    /// <summary>Where its errors go.</summary>
    public ProgramChannel Error { get; init; } = ProgramChannel.Inherited;

    /// <summary>When to end it with everything it started, or <see langword="null"/> to wait for as long as it runs.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How much the reading of its peak memory may cost.</summary>
    public MemoryReading Memory { get; init; } = MemoryReading.WhereFree;

    /// <summary>Whether what it does is counted, which may cost time; see <see cref="IProgramLauncher.CanCount"/>.</summary>
    public bool Counted { get; init; }

    /// <summary>Whether it works at the terminal as one that was typed: nothing of it is redirected.</summary>
    public bool IsInteractive => Input is ProgramChannel.OfCaller && Output is ProgramChannel.OfCaller && Error is ProgramChannel.OfCaller;
}
