using PerfTracking.Metrics;

namespace PerfTracking.Tracking;

/// <summary>The operations of this process: starts, ends and lists them. Safe for many threads and runspaces.</summary>
/// <param name="time">The clock; spans are measured by its monotonic timestamps.</param>
/// <param name="measurements">Where the duration of an ended operation goes.</param>
public sealed class OperationTracker(TimeProvider time, MeasurementBuffer measurements)
{
    private static readonly IReadOnlyDictionary<string, string> NoTags = new Dictionary<string, string>();

    private readonly object _gate = new();
    private readonly List<PerfOperation> _running = [];
    private long _lastId;

    /// <summary>The operations that have not been stopped, oldest first.</summary>
    public IReadOnlyList<PerfOperation> Running
    {
        get
        {
            lock (_gate)
            {
                return _running.ToArray();
            }
        }
    }

    /// <summary>The operations of one runspace that have not been stopped, oldest first.</summary>
    /// <param name="scope">The runspace that started them.</param>
    public IReadOnlyList<PerfOperation> RunningIn(Guid scope)
    {
        lock (_gate)
        {
            return _running.FindAll(operation => operation.Scope == scope);
        }
    }

    /// <summary>Starts an operation.</summary>
    /// <param name="name">A name without defects (<see cref="CustomMetric.DefectOfName"/>).</param>
    /// <param name="scope">The runspace that starts it.</param>
    /// <param name="tags">What to attach to it, or <see langword="null"/>.</param>
    /// <returns>The operation, and whether one of the same name was already running in the same runspace.</returns>
    public (PerfOperation Operation, bool AlreadyRunning) Start(string name, Guid scope, IReadOnlyDictionary<string, string>? tags = null)
    {
        lock (_gate)
        {
            PerfOperation? parent = _running.FindLast(operation => operation.Scope == scope);
            bool alreadyRunning = parent is not null && FindLatest(name, scope) is not null;
            var started = new PerfOperation(++_lastId, name, parent, scope, tags ?? NoTags, time);
            _running.Add(started);
            return (started, alreadyRunning);
        }
    }

    /// <summary>Ends the operation of this name that was started last, one of the same runspace before those of others.</summary>
    /// <param name="name">The name, without regard to case.</param>
    /// <param name="scope">The runspace that ends it.</param>
    /// <param name="endTimestamp">When it ended, by the tracker's clock.</param>
    /// <param name="failure">Why it failed, or <see langword="null"/>.</param>
    /// <returns>The ended operation, or <see langword="null"/> where none of this name is running.</returns>
    public PerfOperation? Stop(string name, Guid scope, long endTimestamp, OperationFailure? failure = null)
    {
        PerfOperation? operation;
        lock (_gate)
        {
            operation = FindLatest(name, scope) ?? FindLatest(name, scope: null);
            if (operation is null)
            {
                return null;
            }

            _running.Remove(operation);
        }

        Complete(operation, endTimestamp, failure, program: null, counts: true);
        return operation;
    }

    /// <summary>Ends an operation. What a program used becomes the custom metrics <c>NAME.cpu_time_ms</c> and <c>NAME.peak_memory_mb</c>.</summary>
    /// <param name="operation">What <see cref="Start"/> returned.</param>
    /// <param name="endTimestamp">When it ended, by the tracker's clock.</param>
    /// <param name="failure">Why it failed, or <see langword="null"/>.</param>
    /// <param name="program">What the program it ran used, or <see langword="null"/>.</param>
    /// <param name="counts">Whether its duration, and what its program used, become measurements; a failure is counted anyway.</param>
    /// <returns><see langword="false"/> where it had ended before; nothing is measured twice.</returns>
    public bool Stop(PerfOperation operation, long endTimestamp, OperationFailure? failure = null, ProgramUsage? program = null, bool counts = true)
    {
        lock (_gate)
        {
            if (!_running.Remove(operation))
            {
                return false;
            }
        }

        Complete(operation, endTimestamp, failure, program, counts);
        return true;
    }

    /// <summary>Ends an operation and forgets it, for a warm-up run that must not count.</summary>
    /// <param name="operation">What <see cref="Start"/> returned.</param>
    public void Discard(PerfOperation operation)
    {
        lock (_gate)
        {
            _running.Remove(operation);
        }
    }

    private void Complete(PerfOperation operation, long endTimestamp, OperationFailure? failure, ProgramUsage? program, bool counts)
    {
        operation.End(endTimestamp, failure, program);
        if (failure is not null)
        {
            measurements.CountError();
        }

        if (!counts)
        {
            return;
        }

        measurements.Add(new MetricKey(operation.Name, IsOperation: true), operation.ElapsedMs);
        AddUsage(operation.Name + ".cpu_time_ms", "ms", program?.CpuTimeMs);
        AddUsage(operation.Name + ".peak_memory_mb", "MiB", program?.PeakMemoryMiB);
    }

    private void AddUsage(string name, string unit, double? value)
    {
        if (value is { } known)
        {
            measurements.Add(new MetricKey(name, IsOperation: false, unit), known);
        }
    }

    private PerfOperation? FindLatest(string name, Guid? scope)
    {
        for (int i = _running.Count - 1; i >= 0; i--)
        {
            if ((scope is null || _running[i].Scope == scope) && string.Equals(_running[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return _running[i];
            }
        }

        return null;
    }
}
