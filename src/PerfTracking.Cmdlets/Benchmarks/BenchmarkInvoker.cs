using PerfTracking.Benchmarks;
using PerfTracking.Programs;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>
/// Runs a turn in the process it needs: a program is started by our launcher at once; script blocks, and programs with script
/// around them, by a process of the engine.
/// </summary>
/// <param name="launcher">Our launcher.</param>
/// <param name="worker">Starts processes of the engine.</param>
/// <param name="folder">The session's folder.</param>
/// <param name="arms">The arms and where they run.</param>
internal sealed class BenchmarkInvoker(IProgramLauncher launcher, WorkerProcess worker, SessionFolder folder, SessionArms arms) : IBenchmarkInvoker
{
    private const int CountedRounds = 6;

    // Enough pairs for an interval that holds together with those of some dozen other metrics; what a program's size is does not take more.
    private const int MemoryRounds = 24;

    // A start and an end of a process vary by more from one layout of the machine's memory to the next; a call of a script block by less.
    private const double ProgramMs = 0.05;
    private const double BlockMs = 0.005;

    // In MiB: a kernel counts the pages of a process in batches.
    private const double Memory = 0.25;

    /// <inheritdoc/>
    public BenchmarkTurnResult Run(BenchmarkTurn turn, CancellationToken cancellation)
    {
        try
        {
            arms.Use(turn.Arm);
        }
        catch (IOException exception)
        {
            return new BenchmarkTurnResult([], $"The folder of an arm cannot be moved, for something that was left running still works in it: {exception.Message}");
        }

        return turn.Benchmark is { Program: { } program, HasSetup: false } ? RunProgram(program, turn, cancellation) : RunInEngine(turn, cancellation);
    }

    /// <inheritdoc/>
    public double ResolutionOf(PerfBenchmark benchmark, string metric)
    {
        double ms = benchmark.Program is null ? BlockMs : ProgramMs;
        return metric switch
        {
            BenchmarkMetrics.Time => ms,
            BenchmarkMetrics.CpuTime => Math.Max(ms, launcher.CpuTimeStepMs),
            BenchmarkMetrics.PeakMemory => Memory,
            _ => 0,
        };
    }

    // What is counted hardly varies, and a run that counts is one more; so is one that tells what memory a program with children had.
    private static ExtraRuns ExtraRuns(BenchmarkTurn turn) => new(Counts: turn.Round is >= 0 and < CountedRounds, TellsMemory: turn.Round is >= 0 and < MemoryRounds);

    private BenchmarkTurnResult RunProgram(BenchmarkProgram program, BenchmarkTurn turn, CancellationToken cancellation)
    {
        var launches = new ProgramTurn(launcher, program, arms.EnvironmentOf(turn.Layout), arms.Location, folder["errors"]);
        var readings = new List<BenchmarkReading>();
        try
        {
            readings.AddRange(launches.Run(turn.Warmup, turn.Iterations, ExtraRuns(turn), cancellation));
            return new BenchmarkTurnResult(readings);
        }
        catch (BenchmarkFailedException exception)
        {
            return new BenchmarkTurnResult(readings, exception.Message);
        }
    }

    private BenchmarkTurnResult RunInEngine(BenchmarkTurn turn, CancellationToken cancellation)
    {
        var request = new WorkerRequest([turn.Benchmark.File!], turn.Benchmark.Name, turn.Warmup, turn.Iterations, ExtraRuns(turn), arms.Module);
        IReadOnlyList<WorkerAnswer> answers = worker.Ask(request, arms.Location, arms.EnvironmentOf(turn.Layout), cancellation);
        return new BenchmarkTurnResult(
            [.. answers.Where(static answer => answer.Reading is not null).Select(static answer => answer.Reading!.Value)],
            answers.FirstOrDefault(static answer => answer.Error is not null)?.Error);
    }
}
