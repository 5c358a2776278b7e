using PerfTracking.Benchmarks;
using PerfTracking.Comparison;

namespace PerfTracking.Analysis.Comparison;

/// <summary>
/// Looks after an eighth, a quarter and half of the budget, and spends the chance of error as fast as the budget: α(t) = α·t,
/// the power family of Kim and DeMets (Biometrika 1987). Each look has what was spent since the look before, so that the chances
/// add up to no more than the whole whatever the looks have to do with each other, and the comparison at the end has half.
/// </summary>
internal sealed class RoundStopping(ComparisonOptions options, int benchmarks) : IRoundStopping
{
    private static readonly double[] Looks = [0.125, 0.25, 0.5];

    private int _looked;
    private double _spent;

    /// <inheritdoc/>
    public double ErrorShare { get; private set; } = 1;

    /// <inheritdoc/>
    public bool IsEnough(IReadOnlyList<PerfBenchmarkResult> arms, double spent)
    {
        ArgumentNullException.ThrowIfNull(arms);
        int due = Looks.Count(look => look <= spent);
        if (due <= _looked)
        {
            return false;
        }

        // Which looks there are is laid down before, and a budget that runs past some of them at once gives one their shares.
        double share = Looks[due - 1] - _spent;
        _looked = due;
        _spent = Looks[due - 1];
        ErrorShare = share;
        ComparedMetric[] metrics =
        [
            .. ComparedSides.Match(ArmOf(arms, BenchmarkArm.Head), ArmOf(arms, BenchmarkArm.Base), ArmOf(arms, BenchmarkArm.Control))
                .Select(metric => metric with { ErrorShare = share }),
        ];
        if (BenchmarkComparer.Compare(metrics, options, benchmarks).All(static comparison => comparison.Status != ComparisonStatus.Uncertain))
        {
            return true;
        }

        ErrorShare = 1 - _spent;
        return false;
    }

    private static PerfBenchmarkResult[] ArmOf(IReadOnlyList<PerfBenchmarkResult> arms, string arm) => [.. arms.Where(result => result.Arm == arm)];
}
