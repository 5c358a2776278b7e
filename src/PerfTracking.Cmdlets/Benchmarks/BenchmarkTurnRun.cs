using System.Management.Automation;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Runs one benchmark in this process: set-up, runs that warm up, runs that count, and what cleans up.</summary>
/// <param name="context">The engine.</param>
/// <param name="benchmark">The benchmark with its blocks.</param>
/// <param name="errorFile">Takes what a program writes as errors.</param>
/// <param name="tell">Takes what is measured.</param>
internal sealed class BenchmarkTurnRun(EngineIntrinsics context, PSObject benchmark, string errorFile, Action<BenchmarkReading> tell)
{
    /// <summary>What work did that went out of its own script, and took with it what should be measured.</summary>
    public const string LeftItsScript = "It called 'exit', 'break' or 'continue' out of its script, which leaves nothing to measure.";

    // One script, so that what the set-up assigns is there for the work. The clock is read on both sides of the call and nothing
    // else stands between; the output is dropped where it arises.
    private const string Script =
        """
        param($perfTurn)
        try {
            . $perfTurn.Setup
            $perfWork = $perfTurn.Work
            while ($perfTurn.Next()) {
                $perfTurn.Begin()
                $null = . $perfWork
                $perfTurn.End()
            }
        }
        finally { . $perfTurn.Cleanup }
        """;

    private static readonly ScriptBlock Nothing = ScriptBlock.Create(string.Empty);

    /// <summary>Runs it.</summary>
    /// <param name="warmup">How many runs do not count.</param>
    /// <param name="iterations">How many do.</param>
    /// <param name="extra">What may take runs of a program that are not timed.</param>
    public void Run(int warmup, int iterations, ExtraRuns extra)
    {
        ScriptBlock setup = BenchmarkBlocks.SetupOf(benchmark) ?? Nothing;
        ScriptBlock cleanup = BenchmarkBlocks.CleanupOf(benchmark) ?? Nothing;
        if (BenchmarkBlocks.WorkOf(benchmark) is { } work)
        {
            var stopwatch = new BlockTurn(setup, work, cleanup, HostSystem.ProcessProbe(), HostSystem.InstructionCounter(), warmup, iterations, tell);
            context.InvokeCommand.InvokeScript(useLocalScope: false, ScriptBlock.Create(Script), null, stopwatch);
            if (!stopwatch.IsComplete)
            {
                throw new BenchmarkFailedException(LeftItsScript);
            }

            stopwatch.TellMemory();
        }
        else
        {
            RunProgram(((PerfBenchmark)benchmark.BaseObject).Program!, setup, cleanup, warmup, iterations, extra);
        }
    }

    private void RunProgram(BenchmarkProgram program, ScriptBlock setup, ScriptBlock cleanup, int warmup, int iterations, ExtraRuns extra)
    {
        var turn = new ProgramTurn(Composition.Launcher, program, environment: null, Environment.CurrentDirectory, errorFile);
        try
        {
            Dot(setup);
            foreach (BenchmarkReading reading in turn.Run(warmup, iterations, extra, CancellationToken.None))
            {
                tell(reading);
            }
        }
        finally
        {
            Dot(cleanup);
        }
    }

    private void Dot(ScriptBlock block) => context.InvokeCommand.InvokeScript(useLocalScope: false, ScriptBlock.Create("$null = . $args[0]"), null, block);
}
