namespace PerfTracking.Benchmarks;

/// <summary>How exactly samples tell a typical value.</summary>
public interface ISamplePrecision
{
    /// <summary>Half the width, in per cent of the value, of the 95 % interval of the typical value.</summary>
    /// <param name="samples">The samples of one arm; those of one round count as one.</param>
    /// <returns>Positive infinity where there are too few rounds for an interval.</returns>
    double OfValue(IReadOnlyList<BenchmarkSample> samples);

    /// <summary>Half the width, in points of per cent, of the 95 % interval of the typical ratio of two arms, paired by round.</summary>
    /// <param name="head">The samples of the one.</param>
    /// <param name="reference">The samples of the other.</param>
    /// <returns>Positive infinity where there are too few rounds for an interval.</returns>
    double OfRatio(IReadOnlyList<BenchmarkSample> head, IReadOnlyList<BenchmarkSample> reference);
}
