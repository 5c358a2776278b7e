using PerfTracking.Benchmarks;
using PerfTracking.Comparison;
using PerfTracking.Gates;

namespace PerfTracking.GateEvaluation;

/// <summary>How many gates said what.</summary>
internal sealed class GateCounts(string name)
{
    private readonly List<PerfGateResult> _gates = [];
    private readonly List<double> _rounds = [];

    public string Name => name;

    public void Add(PerfBenchmarkSession session)
    {
        _gates.Add(GateEvaluator.Evaluate(Evaluation.Comparer.Compare(session, Evaluation.Options), new PerfGateLimits(), session.Problems, session.Arms));
        _rounds.AddRange(session.Results.Where(static result => result.Arm == BenchmarkArm.Head).Select(static result => result.Series[0].Samples.Sum(static sample => sample.Value) * 3 / 1000));
    }

    public static void WriteHeader()
    {
        Console.WriteLine("| | gates | failed | warned | undecided | benchmarks told as regressed | regressed or uncertain | farthest estimate | within ± 2 points | noise floor of time / CPU time (median) | measured s a benchmark |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
    }

    public void Write(double truth)
    {
        // A benchmark is told by what tells most of it, and estimated by what is surest.
        PerfComparison[][] all = [.. _gates.SelectMany(static gate => gate.Comparisons.GroupBy(static comparison => comparison.Benchmark).Select(static metrics => metrics.ToArray()))];
        double[] errors = [.. all.Select(metrics => metrics.MinBy(static metric => metric.ChangeUpper - metric.ChangeLower)!.ChangePercent!.Value - (100 * truth))];
        string Gates(GateOutcome outcome) => Share(_gates.Count(gate => gate.Outcome == outcome), _gates.Count);
        string Told(params ComparisonStatus[] statuses) => Share(all.Count(metrics => metrics.Any(metric => statuses.Contains(metric.Status))), all.Length);
        string Floor(string metric)
        {
            double[] floors = [.. all.SelectMany(static metrics => metrics).Where(one => one.Metric == metric).Select(static one => one.NoiseFloorPercent ?? double.NaN).Where(double.IsFinite).Order()];
            return FormattableString.Invariant($"{floors.ElementAtOrDefault(floors.Length / 2):0.0} %");
        }

        Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {_gates.Count} | {Gates(GateOutcome.Failed)} | {Gates(GateOutcome.Warned)} | {Gates(GateOutcome.Undecided)} | {Told(ComparisonStatus.Regressed)} | {Told(ComparisonStatus.Regressed, ComparisonStatus.Uncertain)} | {errors.MaxBy(Math.Abs):+0.0;-0.0} | {Share(errors.Count(static error => Math.Abs(error) <= 2), errors.Length)} | {Floor(BenchmarkMetrics.Time)} / {Floor(BenchmarkMetrics.CpuTime)} | {_rounds.Average():0.0} |"));
    }

    private static string Share(int some, int all) => FormattableString.Invariant($"{100.0 * some / all:0.#} % ({some}/{all})");
}
