using PerfTracking.Benchmarks;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>The benchmarks of all arms, by their names.</summary>
/// <param name="choice">Which of them are wanted.</param>
internal sealed class BenchmarkSuite(BenchmarkChoice choice)
{
    private readonly List<(string Arm, IReadOnlyList<PerfBenchmark> Benchmarks)> _arms = [];

    /// <summary>All that any arm defines, each name once.</summary>
    public IReadOnlyList<PerfBenchmark> All => [.. _arms.SelectMany(static arm => arm.Benchmarks).DistinctBy(static benchmark => benchmark.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>
    /// Those that are wanted, each as the arms that have it define it. Where the head has none, the base is measured alone, so that
    /// it is seen what went; no control is needed for that.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<(string Arm, PerfBenchmark Benchmark)>> Chosen =>
    [
        .. All.Where(choice.Takes).Select(benchmark => InArms(benchmark.Name)).Select(static arms =>
            arms is [{ Arm: BenchmarkArm.Head }, ..] ? arms : arms.Where(static arm => arm.Arm != BenchmarkArm.Control).ToArray()),
    ];

    /// <summary>The arms that have none of those that are wanted, where another one has.</summary>
    public IEnumerable<string> Empty => Chosen.Count == 0 ? [] : _arms
        .Where(arm => arm.Arm != BenchmarkArm.Control && !arm.Benchmarks.Any(choice.Takes))
        .Select(static arm => arm.Arm);

    /// <summary>Those whose work is written otherwise in head and in base.</summary>
    public IEnumerable<PerfBenchmark> Changed => Chosen
        .Where(static arms => arms.Any(arm => arm.Benchmark.Work != arms[0].Benchmark.Work))
        .Select(static arms => arms[0].Benchmark);

    /// <summary>Takes the benchmarks of an arm.</summary>
    public void Add(string arm, IReadOnlyList<PerfBenchmark> benchmarks) => _arms.Add((arm, benchmarks));

    /// <summary>Takes those of another arm once more.</summary>
    public void Repeat(string arm, string other) => Add(arm, _arms.Find(one => one.Arm == other).Benchmarks);

    private (string Arm, PerfBenchmark Benchmark)[] InArms(string name) =>
    [
        .. _arms
            .Select(arm => (arm.Arm, arm.Benchmarks.FirstOrDefault(benchmark => string.Equals(benchmark.Name, name, StringComparison.OrdinalIgnoreCase))))
            .Where(static arm => arm.Item2 is not null)!,
    ];
}
