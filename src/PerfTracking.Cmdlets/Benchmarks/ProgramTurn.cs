using System.Diagnostics;
using PerfTracking.Benchmarks;
using PerfTracking.Formatting;
using PerfTracking.Programs;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Launches a benchmark's program, once for each run.</summary>
/// <param name="launcher">Our launcher.</param>
/// <param name="program">The program.</param>
/// <param name="environment">Its environment, or <see langword="null"/> for that of this process.</param>
/// <param name="folder">The folder it starts in unless it says one.</param>
/// <param name="errorFile">Takes what it writes as errors: reading a pipe would cost time beside it.</param>
internal sealed class ProgramTurn(
    IProgramLauncher launcher, BenchmarkProgram program, IReadOnlyDictionary<string, string>? environment, string folder, string errorFile)
{
    private readonly ProgramStart _start = new(program.FilePath, program.Arguments)
    {
        Environment = environment,
        WorkingDirectory = program.WorkingDirectory ?? folder,
        Input = ProgramChannel.Null,
        Output = ProgramChannel.Null,
        Error = ProgramChannel.File(errorFile),
    };

    /// <summary>Runs it.</summary>
    /// <param name="warmup">How many runs do not count.</param>
    /// <param name="iterations">How many do.</param>
    /// <param name="extra">What may take runs that are not timed.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <exception cref="BenchmarkFailedException">It cannot be started, or ended with another exit code than 0.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IEnumerable<BenchmarkReading> Run(int warmup, int iterations, ExtraRuns extra, CancellationToken cancellation)
    {
        for (int i = -warmup; i < iterations; i++)
        {
            ProgramRun run = Launch(_start, cancellation);
            if (i < 0)
            {
                continue;
            }

            yield return new BenchmarkReading(BenchmarkMetrics.Time, Stopwatch.GetElapsedTime(run.StartTimestamp, run.EndTimestamp).TotalMilliseconds, i);
            if (run.CpuTimeMs is { } cpuMs)
            {
                yield return new BenchmarkReading(BenchmarkMetrics.CpuTime, cpuMs, i);
            }

            // What cannot be told without costing time comes from a run that is not timed.
            bool counted = extra.Counts && i == 0 && launcher.CanCount;
            ProgramRun told = counted || (run.PeakMemoryMiB is null && extra.TellsMemory && launcher.MemoryNeedsOwnRun)
                ? Launch(_start with { Memory = MemoryReading.Exact, Counted = counted }, cancellation)
                : run;
            if ((run.PeakMemoryMiB ?? told.PeakMemoryMiB) is { } peak)
            {
                yield return new BenchmarkReading(BenchmarkMetrics.PeakMemory, peak, i);
            }

            if (told.Instructions is { } instructions)
            {
                yield return new BenchmarkReading(BenchmarkMetrics.Instructions, instructions, i);
            }

            if (told.Processes is { } processes)
            {
                yield return new BenchmarkReading(BenchmarkMetrics.Processes, processes, i);
            }

            if (run.ExitCode is { } code)
            {
                yield return new BenchmarkReading(BenchmarkMetrics.ExitCode, code, i);
            }
        }
    }

    private ProgramRun Launch(ProgramStart start, CancellationToken cancellation)
    {
        try
        {
            ProgramRun run = launcher.Run(start, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return run.ExitCode is not (null or 0) && !program.IgnoreExitCode
                ? throw new BenchmarkFailedException($"'{program.FilePath}' {EndingText.Of(run.ExitCode, run.Signal)}.{ErrorFile.Tail(errorFile)}")
                : run;
        }
        catch (ProgramStartException exception) when (program.WorkingDirectory is { } where && !Directory.Exists(where))
        {
            throw new BenchmarkFailedException($"There is no folder '{where}' for '{program.FilePath}' to start in.", exception);
        }
        catch (Exception exception) when (exception is ProgramStartException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            throw new BenchmarkFailedException(exception.Message, exception);
        }
    }
}

/// <summary>What a turn may run a program once more for, untimed: looking closely at a run costs its time.</summary>
/// <param name="Counts">Whether what it does is counted once, where the system does that.</param>
/// <param name="TellsMemory">Whether its peak memory is told where the timed run cannot tell it.</param>
internal readonly record struct ExtraRuns(bool Counts, bool TellsMemory);
