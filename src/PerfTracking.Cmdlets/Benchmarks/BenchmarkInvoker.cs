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
/// <param name="workingDirectory">The folder the work starts in.</param>
internal sealed class BenchmarkInvoker(IProgramLauncher launcher, WorkerProcess worker, SessionFolder folder, string workingDirectory) : IBenchmarkInvoker
{
    /// <inheritdoc/>
    public BenchmarkTurnResult Run(BenchmarkTurn turn, CancellationToken cancellation) =>
        turn.Benchmark is { Program: { } program, HasSetup: false } ? RunProgram(program, turn, cancellation) : RunInEngine(turn, cancellation);

    private BenchmarkTurnResult RunProgram(BenchmarkProgram program, BenchmarkTurn turn, CancellationToken cancellation)
    {
        var launches = new ProgramTurn(launcher, program, WorkerProcess.EnvironmentOf(turn.Layout), workingDirectory, folder["errors"]);
        var readings = new List<BenchmarkReading>();
        try
        {
            readings.AddRange(launches.Run(turn.Warmup, turn.Iterations, cancellation));
            return new BenchmarkTurnResult(readings);
        }
        catch (BenchmarkFailedException exception)
        {
            return new BenchmarkTurnResult(readings, exception.Message);
        }
    }

    private BenchmarkTurnResult RunInEngine(BenchmarkTurn turn, CancellationToken cancellation)
    {
        var request = new WorkerRequest([turn.Benchmark.File!], turn.Benchmark.Name, turn.Warmup, turn.Iterations);
        IReadOnlyList<WorkerAnswer> answers = worker.Ask(request, workingDirectory, turn.Layout, cancellation);
        return new BenchmarkTurnResult(
            [.. answers.Where(static answer => answer.Reading is not null).Select(static answer => answer.Reading!.Value)],
            answers.FirstOrDefault(static answer => answer.Error is not null)?.Error);
    }
}
