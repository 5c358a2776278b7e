namespace PerfTracking.Detection;

/// <summary>What a shift of level must be to be called a change point.</summary>
public sealed record ChangePointOptions
{
    /// <summary>Smallest shift of the level, in per cent of the level before it; at least 0.</summary>
    public double MinimumEffectPercent { get; init; } = 1;

    /// <summary>Fewest points on either side of a change; at least 2. An excursion shorter than this is a spike, not a level.</summary>
    public int MinimumSegmentLength { get; init; } = 5;

    /// <summary>
    /// Largest accepted chance of finding a change in a series where nothing changed, over the whole series; between 0 and 1, both excluded. The
    /// surest change is at least as sure; others beside it need less.
    /// </summary>
    public double Significance { get; init; } = 1e-4;

    /// <summary>Checks every limit against its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its range; the message names it, its value and its range.</exception>
    public void EnsureValid()
    {
        Limit.AtLeast(MinimumEffectPercent, 0, nameof(MinimumEffectPercent));
        Limit.AtLeast(MinimumSegmentLength, 2, nameof(MinimumSegmentLength));
        Limit.Within(Significance, 0, 1, nameof(Significance));
    }
}
