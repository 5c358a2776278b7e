using PerfTracking.Benchmarks;

namespace PerfTracking.GateEvaluation;

/// <summary>Real programs, as a team would have them.</summary>
internal static class RealGate
{
    /// <summary>Runs a gate.</summary>
    /// <param name="benchmarks">For each benchmark the program of head and that of base.</param>
    /// <param name="budget">The budget of each.</param>
    /// <param name="seed">Deals the order of the rounds.</param>
    public static PerfBenchmarkSession Run(IReadOnlyList<(BusyProgram Head, BusyProgram Base)> benchmarks, TimeSpan budget, int seed)
    {
        Dictionary<string, Invoker> invokers = benchmarks.ToDictionary(static pair => pair.Base.Name, static pair => new Invoker(pair.Head, pair.Base));
        return Gate.Run("PerfTracking.GateEvaluation", [.. invokers.Keys], budget, name => invokers[name], TimeProvider.System, seed);
    }

    private sealed class Invoker(BusyProgram head, BusyProgram origin) : IBenchmarkInvoker
    {
        public BenchmarkTurnResult Run(BenchmarkTurn turn, CancellationToken cancellation)
        {
            BusyProgram program = turn.Arm == BenchmarkArm.Head ? head : origin;
            for (int i = 0; i < turn.Warmup; i++)
            {
                program.Run();
            }

            if (turn.Iterations == 0)
            {
                return new BenchmarkTurnResult([]);
            }

            (double time, double cpuTime) = program.Run();
            return Gate.Turn(time, cpuTime);
        }

        public double ResolutionOf(PerfBenchmark benchmark, string metric) => 0;
    }
}
