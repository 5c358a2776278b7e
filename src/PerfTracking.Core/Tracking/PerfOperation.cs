using PerfTracking.Formatting;

namespace PerfTracking.Tracking;

/// <summary>A timed span of work. The tracker that started it ends it; afterwards it does not change.</summary>
public sealed class PerfOperation
{
    private readonly TimeProvider _time;
    private long _startTimestamp;
    private long _endTimestamp;

    internal PerfOperation(
        long id, string name, PerfOperation? parent, Guid scope, IReadOnlyDictionary<string, string> tags, TimeProvider time)
    {
        Id = id;
        Name = name;
        Parent = parent;
        Scope = scope;
        Tags = Pairs<string, string>.Of(tags);
        _time = time;
        StartTime = time.GetUtcNow();

        // Last, so that the span holds the script's work and not ours.
        _startTimestamp = time.GetTimestamp();
    }

    /// <summary>The number of the operation in this process, from 1.</summary>
    public long Id { get; }

    /// <summary>The operation's name, for instance <c>app_startup</c>.</summary>
    public string Name { get; }

    /// <summary>The wall-clock time at which it started, UTC.</summary>
    public DateTimeOffset StartTime { get; private set; }

    /// <summary>The wall-clock time at which it ended by the monotonic clock, UTC, or <see langword="null"/> while it runs.</summary>
    public DateTimeOffset? EndTime => Duration is { } duration ? StartTime + duration : null;

    /// <summary>How long it took by the monotonic clock, never negative, or <see langword="null"/> while it runs.</summary>
    public TimeSpan? Duration =>
        Status == OperationStatus.Running ? null : _time.GetElapsedTime(_startTimestamp, Volatile.Read(ref _endTimestamp));

    /// <summary>How long it has taken so far, or took, in ms.</summary>
    public double ElapsedMs => (Duration ?? _time.GetElapsedTime(_startTimestamp)).TotalMilliseconds;

    /// <summary>Whether it is running, completed or failed.</summary>
    public OperationStatus Status { get; private set; }

    /// <summary>The operation that was running around this one in the same runspace, or <see langword="null"/>.</summary>
    public PerfOperation? Parent { get; }

    /// <summary>What the script attached to it.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; }

    /// <summary>Why it failed, or <see langword="null"/>.</summary>
    public OperationFailure? Failure { get; private set; }

    /// <summary>What the program it ran used, or <see langword="null"/> where it ran no program.</summary>
    public ProgramUsage? Program { get; private set; }

    /// <summary>The runspace that started it: names are matched inside one runspace before all others.</summary>
    internal Guid Scope { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal void End(long endTimestamp, OperationFailure? failure, ProgramUsage? program)
    {
        if (program?.StartTimestamp is { } started)
        {
            StartTime += _time.GetElapsedTime(_startTimestamp, started);
            _startTimestamp = started;
        }

        Volatile.Write(ref _endTimestamp, endTimestamp);
        Failure = failure;
        Program = program;
        Status = failure is null ? OperationStatus.Completed : OperationStatus.Failed;
    }
}
