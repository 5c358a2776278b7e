using PerfTracking.Formatting;
using PerfTracking.Statistics;

namespace PerfTracking.Tracking;

/// <summary>Many runs of the same work: every value, and what they are together. Durations are in ms.</summary>
/// <remarks>Failed runs are kept, and are in no figure unless that was asked for. Where no run counts the figures are <see langword="null"/>.</remarks>
public sealed class PerfRunSummary
{
    // What hyperfine takes for an obvious outlier: a modified z-score (Iglewicz and Hoaglin, 1993) beyond ten scaled
    // deviations, 1.4826 × 10; and fewer runs than this say nothing about what is usual.
    private const double OutlierScore = 14.826;
    private const int FewestForOutliers = 10;

    // Makes the median absolute deviation comparable to a standard deviation: Φ⁻¹(¾).
    private const double NormalMad = 0.6745;

    // Where nearly all runs took the same time, the clock's own steps are no outliers.
    private const double LeastSpread = 0.005;

    private readonly double[] _sorted;
    private readonly bool _includeFailed;

    /// <summary>Sums up runs.</summary>
    /// <param name="name">The operation's name.</param>
    /// <param name="runs">The ended operations in the order in which they ran.</param>
    /// <param name="includeFailed">Whether failed runs count too.</param>
    public PerfRunSummary(string name, IReadOnlyList<PerfOperation> runs, bool includeFailed = false)
    {
        ArgumentNullException.ThrowIfNull(runs);
        Name = name;
        Runs = Rows<PerfOperation>.Of(runs);
        FailedRuns = Rows<PerfOperation>.Of([.. runs.Where(static run => run.Failure is not null)]);
        _includeFailed = includeFailed;
        _sorted = [.. runs.Where(Counts).Select(static run => run.ElapsedMs).Order()];
        PeakMemoryMiB = runs.Max(static run => run.Program?.PeakMemoryMiB);
        Outliers = Rows<int>.Of(FindOutliers());
    }

    /// <summary>The operation's name.</summary>
    public string Name { get; }

    /// <summary>All runs in their order.</summary>
    public IReadOnlyList<PerfOperation> Runs { get; }

    /// <summary>The runs that failed.</summary>
    public IReadOnlyList<PerfOperation> FailedRuns { get; }

    /// <summary>How many runs there were.</summary>
    public int Count => Runs.Count;

    /// <summary>How many of them failed.</summary>
    public int Failed => FailedRuns.Count;

    /// <summary>The duration of every run in its order, in ms; of failed ones too.</summary>
    public IReadOnlyList<double> Values => Rows<double>.Of([.. Runs.Select(static run => run.ElapsedMs)]);

    /// <summary>The mean of the runs that count, in ms.</summary>
    public double? MeanMs => _sorted.Length == 0 ? null : _sorted.Average();

    /// <summary>The sample standard deviation of the runs that count, in ms; 0 of one run.</summary>
    public double? StandardDeviationMs
    {
        get
        {
            if (MeanMs is not { } mean)
            {
                return null;
            }

            return _sorted.Length < 2 ? 0 : Math.Sqrt(_sorted.Sum(value => (value - mean) * (value - mean)) / (_sorted.Length - 1));
        }
    }

    /// <summary>The shortest run that counts, in ms.</summary>
    public double? MinimumMs => Quantile(0);

    /// <summary>A quarter of the runs were not longer, in ms.</summary>
    public double? LowerQuartileMs => Quantile(0.25);

    /// <summary>The middle run, in ms.</summary>
    public double? MedianMs => Quantile(0.5);

    /// <summary>Three quarters of the runs were not longer, in ms.</summary>
    public double? UpperQuartileMs => Quantile(0.75);

    /// <summary>Nineteen of twenty runs were not longer, in ms.</summary>
    public double? P95Ms => Quantile(0.95);

    /// <summary>The longest run that counts, in ms.</summary>
    public double? MaximumMs => Quantile(1);

    /// <summary>The largest peak memory of a run, in MiB, or <see langword="null"/> where it is not known.</summary>
    public double? PeakMemoryMiB { get; }

    /// <summary>The places in <see cref="Runs"/>, from 0, of runs that took obviously unlike long; of fewer than ten runs none.</summary>
    public IReadOnlyList<int> Outliers { get; }

    /// <summary>The duration that a part of the runs that count did not exceed, in ms; between two runs it is interpolated (Hyndman and Fan's type 7).</summary>
    /// <param name="part">The part, 0–1.</param>
    public double? Quantile(double part) => _sorted.Length == 0 ? null : Quantiles.Of(_sorted, Math.Clamp(part, 0, 1));

    /// <inheritdoc/>
    public override string ToString() => Name;

    private bool Counts(PerfOperation run) => _includeFailed || run.Failure is null;

    private int[] FindOutliers()
    {
        if (_sorted.Length < FewestForOutliers)
        {
            return [];
        }

        double median = Quantiles.MedianOf(_sorted);
        double spread = Math.Max(Quantiles.MedianOf(Array.ConvertAll(_sorted, value => Math.Abs(value - median))), LeastSpread * median);
        return Enumerable.Range(0, Runs.Count)
            .Where(index => Counts(Runs[index]) && NormalMad * Math.Abs(Runs[index].ElapsedMs - median) / spread > OutlierScore)
            .ToArray();
    }
}
