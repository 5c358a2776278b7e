using PerfTracking.Benchmarks;

namespace PerfTracking.GateEvaluation;

/// <summary>
/// Gates made of the rounds of real ones. Rounds are drawn in blocks, so that a load that lasts hits several; and in each block
/// the arms change places, for they ran the same program: what one of them happened to have in a short session is no truth.
/// </summary>
internal static class SimulatedGate
{
    private const int Block = 6;

    /// <summary>Draws one.</summary>
    /// <param name="real">Sessions of equal programs.</param>
    /// <param name="slower">By which share head is slower.</param>
    /// <param name="budget">The budget of each benchmark.</param>
    /// <param name="random">Draws.</param>
    public static PerfBenchmarkSession Run(IReadOnlyList<PerfBenchmarkSession> real, double slower, TimeSpan budget, Random random)
    {
        string[] names = [.. real[0].Results.Select(static result => result.Name).Distinct()];
        var time = new DrawnTime();
        return Gate.Run("PerfTracking.GateEvaluation, simulated", names, budget, name => new Invoker(real[random.Next(real.Count)], name, slower, time, random), time, random.Next());
    }

    private sealed class Invoker(PerfBenchmarkSession real, string name, double slower, DrawnTime clock, Random random) : IBenchmarkInvoker
    {
        private readonly (double Time, double CpuTime)[][] _rounds = [.. Gate.Arms.Select(arm => RunsOf(real.Results.First(result => result.Name == name && result.Arm == arm)))];
        private readonly int[] _places = [0, 1, 2];
        private int _block = -1;
        private int _from;

        public BenchmarkTurnResult Run(BenchmarkTurn turn, CancellationToken cancellation)
        {
            if (turn.Iterations == 0)
            {
                return new BenchmarkTurnResult([]);
            }

            if (turn.Round / Block != _block)
            {
                _block = turn.Round / Block;
                random.Shuffle(_places);
                _from = random.Next(Math.Max(1, _rounds[0].Length - Block));
            }

            double factor = turn.Arm == BenchmarkArm.Head ? 1 + slower : 1;
            (double time, double cpuTime) = _rounds[_places[Array.IndexOf(Gate.Arms, turn.Arm)]][(_from + (turn.Round % Block)) % _rounds[0].Length];
            clock.Spend(factor * time);
            return Gate.Turn(factor * time, factor * cpuTime);
        }

        public double ResolutionOf(PerfBenchmark benchmark, string metric) => 0;

        private static (double Time, double CpuTime)[] RunsOf(PerfBenchmarkResult result) =>
            [.. result.Series[0].Samples.Zip(result.Series[1].Samples, static (time, cpuTime) => (time.Value, cpuTime.Value))];
    }

    // A clock on which only the drawn runs take time.
    private sealed class DrawnTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Spend(double milliseconds) => _ticks += (long)(milliseconds * TimeSpan.TicksPerMillisecond);
    }
}
