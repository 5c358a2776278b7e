using PerfTracking.Programs;

namespace PerfTracking.Machine.Unix;

/// <summary>Starts programs by posix_spawn(3) and waits for them by wait4(2). What a system has of its own is in the classes made from this.</summary>
/// <param name="time">The clock.</param>
public abstract class UnixProgramLauncher(TimeProvider time) : IProgramLauncher
{
    private const string NullDevice = "/dev/null";

    /// <inheritdoc/>
    public abstract bool MemoryNeedsOwnRun { get; }

    /// <inheritdoc/>
    /// <remarks>What struct timeval can hold; both kernels sum up what the scheduler measured.</remarks>
    public double CpuTimeStepMs => 0.001;

    /// <inheritdoc/>
    public abstract bool CanCount { get; }

    /// <inheritdoc/>
    public ProgramRun Run(ProgramStart start, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(start);
        cancellation.ThrowIfCancellationRequested();
        using ProgramStreams streams = ProgramStreams.Open(start, NullDevice);
        using var program = new SpawnedProgram(start, streams);
        return program.HasFolder ? Run(start, streams, program, cancellation) : RunInFolder(start, streams, program, cancellation);
    }

    /// <summary>Waits for a program's end on the thread that started it.</summary>
    /// <param name="running">The program.</param>
    /// <param name="memory">How much the reading of its memory may cost.</param>
    /// <param name="time">The clock.</param>
    /// <returns>When it ended, and its peak memory in MiB.</returns>
    private protected abstract (long EndTimestamp, double? PeakMemoryMiB) Await(RunningProgram running, MemoryReading memory, TimeProvider time);

    /// <summary>Takes a thread's current folder from the process's, where the system can do that.</summary>
    /// <param name="folder">The thread's folder from now on.</param>
    private protected abstract void EnterFolder(string folder);

    /// <summary>What Linux and macOS number differently.</summary>
    private protected abstract SignalNumbers Signals { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="start">The start.</param>
    /// <param name="streams">Its open streams.</param>
    /// <param name="program">The same, prepared.</param>
    /// <param name="time">The clock.</param>
    /// <param name="began">When it was started.</param>
    private protected virtual RunningProgram Spawn(ProgramStart start, ProgramStreams streams, SpawnedProgram program, TimeProvider time, out long began)
    {
        began = time.GetTimestamp();
        int process = program.Spawn();
        return new RunningProgram(process, start.Timeout is null ? 0 : process);
    }

    private ProgramRun Run(ProgramStart start, ProgramStreams streams, SpawnedProgram program, CancellationToken cancellation)
    {
        using Terminal? terminal = Terminal.Lend(start.Input is ProgramChannel.OfCaller, Signals);
        RunningProgram running = Spawn(start, streams, program, time, out long began);
        return Finish(start, streams, running, began, terminal, cancellation);
    }

    private ProgramRun Finish(ProgramStart start, ProgramStreams streams, RunningProgram running, long began, Terminal? terminal, CancellationToken cancellation)
    {
        if (running.Group != 0)
        {
            terminal?.GiveTo(running.Group);
        }

        streams.Started();
        bool timedOut = false;
        using Timer? timer = start.Timeout is { } limit ? new Timer(_ => { timedOut = true; running.End(ProgramCalls.Kill); }, null, limit, Timeout.InfiniteTimeSpan) : null;
        using CancellationTokenRegistration registration = cancellation.Register(() => running.End(ProgramCalls.Kill));
        (long ended, double? peak) = Await(running, start.Memory, time);
        (long? instructions, int? processes) = running.Counts?.Invoke() ?? default;
        int? signal = running.Status is { } status && (status & 0x7f) is > 0 and var number ? number : null;
        if (signal == ProgramCalls.Interrupt && terminal is { IsLentToGroup: true })
        {
            // Ctrl+C went to the program's group alone; who typed it meant the script as well.
            _ = ProgramCalls.Send(Environment.ProcessId, ProgramCalls.Interrupt);
        }

        return new ProgramRun(signal is null ? (running.Status >> 8) & 0xff : 128 + signal, began, ended)
        {
            ProcessId = running.Process,
            Signal = signal,
            TimedOut = timedOut && signal == ProgramCalls.Kill,
            CpuTimeMs = running.CpuTimeMs,
            PeakMemoryMiB = peak,
            Instructions = instructions,
            Processes = processes,
        };
    }

    // A thread may have a folder of its own; this one is over when the program is.
    private ProgramRun RunInFolder(ProgramStart start, ProgramStreams streams, SpawnedProgram program, CancellationToken cancellation)
    {
        ProgramRun? run = null;
        Exception? trouble = null;
        var thread = new Thread(() =>
        {
            try
            {
                EnterFolder(start.WorkingDirectory!);
                run = Run(start, streams, program, cancellation);
            }
            catch (Exception exception) when (exception is ProgramStartException or IOException)
            {
                trouble = exception;
            }
        });
        thread.Start();
        thread.Join();
        return run ?? throw trouble!;
    }
}
