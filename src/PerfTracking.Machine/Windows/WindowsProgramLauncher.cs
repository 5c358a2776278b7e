using System.ComponentModel;
using System.Runtime.InteropServices;
using PerfTracking.Programs;

namespace PerfTracking.Machine.Windows;

/// <summary>
/// Starts programs by CreateProcessW in a job of their own. The program waits until it is in the job, so that nothing it starts
/// can leave it; the clock holds the creation of the process too.
/// </summary>
/// <remarks>
/// Processor time is the job's, which holds what the program started: a shim or a batch file is measured as what it starts. The
/// peak memory is the program's largest working set where it was alone in its job; where it started others it is not told, for
/// a job keeps their committed memory (PeakProcessMemoryUsed), which is another quantity than the resident set that is measured elsewhere.
/// </remarks>
/// <param name="time">The clock.</param>
public sealed unsafe class WindowsProgramLauncher(TimeProvider time) : IProgramLauncher
{
    private const double TicksInMs = TimeSpan.TicksPerMillisecond;
    private const uint EndedByUs = 0xffffffff;
    private const int LongestLine = 32_767; // CreateProcessW's, with the zero at its end
    private const int NameTooLong = 206; // ERROR_FILENAME_EXCED_RANGE, what the system says of a longer one

    /// <inheritdoc/>
    public bool MemoryNeedsOwnRun => false;

    /// <inheritdoc/>
    /// <remarks>GetProcessTimes counts ticks of the system's timer, 64 a second.</remarks>
    public double CpuTimeStepMs => 1000.0 / 64;

    /// <inheritdoc/>
    /// <remarks>A job counts the processes in it, in every run.</remarks>
    public bool CanCount => false;

    /// <inheritdoc/>
    public ProgramRun Run(ProgramStart start, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(start);
        cancellation.ThrowIfCancellationRequested();

        // First, for who reads a pipe waits until it is closed, whether the program starts or not.
        using ProgramStreams streams = ProgramStreams.Open(start, "NUL");
        bool isBatch = CommandLine.IsBatch(start.FilePath);
        string application = isBatch ? Path.Combine(Environment.SystemDirectory, "cmd.exe") : start.FilePath;
        string line = (isBatch ? CommandLine.OfBatch(application, start.FilePath, start.Arguments) : CommandLine.Of(start.FilePath, start.Arguments))
            ?? throw new NotSupportedException($"'{start.FilePath}' is a batch file, and cmd.exe cannot be given an argument that holds a line break. Name the program that the batch file starts instead.");

        if (line.Length >= LongestLine)
        {
            throw ProgramStartException.TooLong(start.FilePath, NameTooLong);
        }

        nint job;
        ProgramCalls.Created created;
        long began;
        using (var handles = new InheritedHandles(streams))
        {
            ProgramCalls.Startup startup = handles.Startup();
            job = ProgramCalls.CreateJob(null, null);
            fixed (char* path = application, text = line, folder = start.WorkingDirectory, environment = EnvironmentBlock(start.Environment))
            {
                began = time.GetTimestamp();
                if (ProgramCalls.Create(path, text, null, null, handles.Any ? 1 : 0, ProgramCalls.Suspended | ProgramCalls.UnicodeEnvironment | ProgramCalls.ExtendedStartup, environment, folder, &startup, &created) == 0)
                {
                    int error = Marshal.GetLastPInvokeError();
                    _ = ProcessCalls.Close(job);
                    throw new ProgramStartException($"'{start.FilePath}' could not be started: {new Win32Exception(error).Message}", error);
                }
            }
        }

        bool isInJob = ProgramCalls.Assign(job, created.Process) != 0;
        _ = ProgramCalls.Resume(created.Thread);
        return Finish(start, streams, job, isInJob, created, began, cancellation);
    }

    private ProgramRun Finish(ProgramStart start, ProgramStreams streams, nint job, bool isInJob, ProgramCalls.Created created, long began, CancellationToken cancellation)
    {
        using var program = new JobProgram(job, isInJob, created);
        streams.Started();
        bool timedOut = false;
        using Timer? timer = start.Timeout is { } limit ? new Timer(_ => { timedOut = true; program.End(EndedByUs); }, null, limit, Timeout.InfiniteTimeSpan) : null;
        using CancellationTokenRegistration registration = cancellation.Register(() => program.End(EndedByUs));
        _ = ProgramCalls.Await(created.Process, ProgramCalls.Forever);
        long ended = time.GetTimestamp();
        uint code;
        _ = ProgramCalls.GetExitCode(created.Process, &code);
        ProgramCalls.Accounting accounting = program.Accounting();
        return new ProgramRun(unchecked((int)code), began, ended)
        {
            ProcessId = created.ProcessId,
            TimedOut = timedOut && code == EndedByUs,
            Processes = isInJob && accounting.Processes > 0 ? (int)accounting.Processes : null,
            CpuTimeMs = (accounting.User + accounting.Kernel) / TicksInMs is > 0 and var ofJob ? ofJob : WindowsProcessProbe.CpuTimeMs(created.Process),
            PeakMemoryMiB = accounting.Processes <= 1 ? WindowsProcessProbe.PeakMemoryMiB(created.Process) : null,
        };
    }

    // "NAME=VALUE" with a zero behind each, sorted by name without regard to case, and one more zero. Null is our own.
    private static string? EnvironmentBlock(IReadOnlyDictionary<string, string>? variables) => variables is null
        ? null
        : string.Concat(variables.OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase).Select(one => $"{one.Key}={one.Value}\0")) + "\0";
}
