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

    // What is counted hardly varies, and a run that counts is one more.
    private static bool Counts(BenchmarkTurn turn) => turn.Round is >= 0 and < CountedRounds;

    private BenchmarkTurnResult RunProgram(BenchmarkProgram program, BenchmarkTurn turn, CancellationToken cancellation)
    {
        var launches = new ProgramTurn(launcher, program, arms.EnvironmentOf(turn.Layout), arms.Location, folder["errors"]);
        var readings = new List<BenchmarkReading>();
        try
        {
            readings.AddRange(launches.Run(turn.Warmup, turn.Iterations, Counts(turn), cancellation));
            return new BenchmarkTurnResult(readings);
        }
        catch (BenchmarkFailedException exception)
        {
            return new BenchmarkTurnResult(readings, exception.Message);
        }
    }

    private BenchmarkTurnResult RunInEngine(BenchmarkTurn turn, CancellationToken cancellation)
    {
        var request = new WorkerRequest([turn.Benchmark.File!], turn.Benchmark.Name, turn.Warmup, turn.Iterations, Counts(turn), arms.Module);
        IReadOnlyList<WorkerAnswer> answers = worker.Ask(request, arms.Location, arms.EnvironmentOf(turn.Layout), cancellation);
        return new BenchmarkTurnResult(
            [.. answers.Where(static answer => answer.Reading is not null).Select(static answer => answer.Reading!.Value)],
            answers.FirstOrDefault(static answer => answer.Error is not null)?.Error);
    }
}
