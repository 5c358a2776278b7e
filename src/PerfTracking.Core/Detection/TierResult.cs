namespace PerfTracking.Detection;

/// <summary>
/// What one tier says about one value, with the numbers behind it. Numbers that a tier does not compute are
/// <see langword="null"/>.
/// </summary>
public sealed record TierResult
{
    /// <summary>The name of the tier that looked.</summary>
    public required string Tier { get; init; }

    /// <summary>The severity it found; <see cref="PerfSeverity.Ok"/> also where it could not speak.</summary>
    public PerfSeverity Severity { get; init; }

    /// <summary>Whether the policy lets this tier count in the combined severity.</summary>
    public bool Counts { get; init; }

    /// <summary>Whether the tier had what it needs to judge. <see cref="Reason"/> says what was missing.</summary>
    public bool CanSpeak { get; init; }

    /// <summary>Why the tier cannot speak, or why it stays silent about a change it sees; otherwise <see langword="null"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the tier sees a change for the worse or for the better.</summary>
    public ChangeEffect Effect { get; init; }

    /// <summary>What the value was held against, in the metric's unit: target, median, or the level before the change.</summary>
    public double? Expected { get; init; }

    /// <summary>How far the value lies beyond <see cref="Expected"/> in the bad direction, in per cent; negative where it is better.</summary>
    public double? DeviationPercent { get; init; }

    /// <summary>The limit that was crossed, or the first that would have been, in the unit of the tier's own number (per cent, z, r²).</summary>
    public double? Limit { get; init; }

    /// <summary>Distance from <see cref="Expected"/> in standard deviations, in the bad direction.</summary>
    public double? ZScore { get; init; }

    /// <summary>Slope for the worse per hour, in per cent of the baseline's median; negative for the better.</summary>
    public double? SlopePercentPerHour { get; init; }

    /// <summary>Share of the variance that the trend explains, 0–1.</summary>
    public double? RSquared { get; init; }

    /// <summary>Chance of a shift this large at its place where nothing changed, 0–1, corrected for autocorrelation.</summary>
    public double? PValue { get; init; }

    /// <summary>Level after the change minus level before it, in the metric's unit.</summary>
    public double? Shift { get; init; }

    /// <summary>The least that <see cref="Shift"/> may be, with a confidence of 95 %: from the spread of both medians and the memory of the noise.</summary>
    public double? ShiftLower { get; init; }

    /// <summary>The most that it may be.</summary>
    public double? ShiftUpper { get; init; }

    /// <summary>How sure it is that the level changed.</summary>
    public ChangeCertainty? Certainty { get; init; }

    /// <summary>The level after the change, in the metric's unit.</summary>
    public double? Level => Expected + Shift;

    /// <summary>How many points, the judged one included, lie on the new level.</summary>
    public int? PointsSinceChange { get; init; }

    /// <summary>The first snapshot on the new level.</summary>
    public long? ChangeSnapshotId { get; init; }

    /// <summary>The commit of the last point before the change, or <see langword="null"/>.</summary>
    public string? CommitBefore { get; init; }

    /// <summary>The commit of the first point after the change, or <see langword="null"/>.</summary>
    public string? CommitAfter { get; init; }

    /// <summary>How many points the tier looked at, the judged one not counted.</summary>
    public int SampleCount { get; init; }

    /// <summary>One sentence for a person, made from the numbers above.</summary>
    public string Message => TierMessage.For(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Tier}: {Severity}";
}
