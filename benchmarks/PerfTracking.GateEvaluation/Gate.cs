using PerfTracking.Analysis.Benchmarks;
using PerfTracking.Benchmarks;

namespace PerfTracking.GateEvaluation;

/// <summary>A gate as <c>Invoke-PerfBenchmark</c> runs one: by the product's own runner, which stops by what that one stops by.</summary>
internal static class Gate
{
    public static readonly string[] Arms = [BenchmarkArm.Head, BenchmarkArm.Base, BenchmarkArm.Control];

    /// <summary>Runs it.</summary>
    /// <param name="source">What the session says of where it comes from.</param>
    /// <param name="names">The benchmarks.</param>
    /// <param name="budget">The budget of each.</param>
    /// <param name="invoker">Runs the turns of a benchmark.</param>
    /// <param name="time">The clock.</param>
    /// <param name="seed">Deals the order of the rounds.</param>
    public static PerfBenchmarkSession Run(string source, IReadOnlyList<string> names, TimeSpan budget, Func<string, IBenchmarkInvoker> invoker, TimeProvider time, int seed)
    {
        var options = new BenchmarkOptions { TimeBudget = budget };
        return new PerfBenchmarkSession
        {
            Source = source,
            Seed = seed,
            Started = time.GetUtcNow(),
            Arms = [.. Arms.Select(static arm => new BenchmarkArm(arm))],
            Results =
            [
                .. names.SelectMany(name => new BenchmarkRunner(invoker(name), new SamplePrecision(), time).Run(
                    [.. Arms.Select(arm => (arm, new PerfBenchmark { Name = name, Program = new BenchmarkProgram(name) }))],
                    options,
                    seed,
                    static _ => { },
                    Evaluation.Comparer.Stopping(Evaluation.Options, names.Count),
                    CancellationToken.None)),
            ],
        };
    }

    /// <summary>What a run of a program tells.</summary>
    public static BenchmarkTurnResult Turn(double time, double cpuTime) =>
        new([new BenchmarkReading(BenchmarkMetrics.Time, time), new BenchmarkReading(BenchmarkMetrics.CpuTime, cpuTime)]);
}
