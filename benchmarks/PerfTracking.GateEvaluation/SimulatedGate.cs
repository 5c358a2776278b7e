using PerfTracking.Benchmarks;
using PerfTracking.Comparison;

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
    /// <param name="options">What counts as a change.</param>
    /// <param name="random">Draws.</param>
    public static PerfBenchmarkSession Run(IReadOnlyList<PerfBenchmarkSession> real, double slower, TimeSpan budget, ComparisonOptions options, Random random)
    {
        string[] names = [.. real[0].Results.Select(static result => result.Name).Distinct()];
        return new PerfBenchmarkSession
        {
            Source = "PerfTracking.GateEvaluation, simulated",
            Results = [.. names.SelectMany(name => Run(real[random.Next(real.Count)], name, slower, budget, Evaluation.Comparer.Stopping(options, names.Length), random))],
        };
    }

    private static PerfBenchmarkResult[] Run(PerfBenchmarkSession real, string name, double slower, TimeSpan budget, IRoundStopping stopping, Random random)
    {
        (double Time, double CpuTime)[][] rounds = [.. RealGate.Arms.Select(arm => RunsOf(real.Results.First(result => result.Name == name && result.Arm == arm)))];
        int[] places = [0, 1, 2];
        List<(double Time, double CpuTime)>[] times = [[], [], []];
        double spent = 0;
        while (spent < budget.TotalMilliseconds)
        {
            random.Shuffle(places);
            int from = random.Next(Math.Max(1, rounds[0].Length - Block));
            for (int round = from; round < Math.Min(from + Block, rounds[0].Length); round++)
            {
                for (int arm = 0; arm < times.Length; arm++)
                {
                    double factor = RealGate.Arms[arm] == BenchmarkArm.Head ? 1 + slower : 1;
                    (double time, double cpuTime) = rounds[places[arm]][round];
                    times[arm].Add((factor * time, factor * cpuTime));
                    spent += factor * time;
                }
            }

            if (stopping.IsEnough(RealGate.Results(name, times, 1), Math.Min(1, spent / budget.TotalMilliseconds)))
            {
                break;
            }
        }

        return RealGate.Results(name, times, stopping.ErrorShare);
    }

    private static (double Time, double CpuTime)[] RunsOf(PerfBenchmarkResult result) =>
        [.. result.Series[0].Samples.Zip(result.Series[1].Samples, static (time, cpuTime) => (time.Value, cpuTime.Value))];
}
