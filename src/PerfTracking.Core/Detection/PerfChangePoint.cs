using PerfTracking.Statistics;

namespace PerfTracking.Detection;

/// <summary>A place where the level of a series shifted and stayed.</summary>
public sealed record PerfChangePoint
{
    /// <summary>Zero-based index of the first point on the new level.</summary>
    public required int Index { get; init; }

    /// <summary>When that point was measured, in UTC; <see langword="null"/> where that is not known.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The snapshot of that point; <see langword="null"/> for a number that was never saved.</summary>
    public long? SnapshotId { get; init; }

    /// <summary>The level before: the median from the previous change, or the start, up to this one.</summary>
    public required double Before { get; init; }

    /// <summary>The level after: the median up to the next change, or the end.</summary>
    public required double After { get; init; }

    /// <summary><see cref="After"/> minus <see cref="Before"/>, in the metric's unit.</summary>
    public double Shift => After - Before;

    /// <summary><see cref="Shift"/> in per cent of the size of <see cref="Before"/>; <see langword="null"/> where that is zero.</summary>
    public double? ShiftPercent => Percentage.Change(Before, After);

    /// <summary>The least that <see cref="Shift"/> may be, with a confidence of 95 %: from the spread of both medians and the memory of the noise.</summary>
    public double? ShiftLower { get; init; }

    /// <summary>The most that it may be.</summary>
    public double? ShiftUpper { get; init; }

    /// <summary>How sure one can be of it.</summary>
    public ChangeCertainty Certainty { get; init; } = ChangeCertainty.Sure;

    /// <summary>Chance of a shift this large somewhere in a series where nothing changed, 0–1, corrected for autocorrelation and for the places looked at. The surest change of a series has the least.</summary>
    public required double PValue { get; init; }

    /// <summary>How many points lie on the level before.</summary>
    public required int PointsBefore { get; init; }

    /// <summary>How many points lie on the level after.</summary>
    public required int PointsAfter { get; init; }

    /// <summary>The commit of the last point before the change, or <see langword="null"/>.</summary>
    public string? CommitBefore { get; init; }

    /// <summary>The commit of the first point after the change, or <see langword="null"/>.</summary>
    public string? CommitAfter { get; init; }

    /// <summary>For the worse or for the better; <see cref="ChangeEffect.None"/> where the metric's direction is not known.</summary>
    public ChangeEffect Effect { get; init; }

    /// <summary>The size with its interval, as a person reads it: <c>+14% (11 to 17%)</c>.</summary>
    public string Size => ChangeText.Size(Before, After, ShiftLower, ShiftUpper);

    /// <summary>The change in one line: <c>+14% (11 to 17%), since commit f3a53d50f5, sure</c>.</summary>
    public string Message => $"{Size}{ChangeText.Since(CommitBefore, CommitAfter)}, {ChangeText.Word(Certainty)}";

    /// <inheritdoc/>
    public override string ToString() => Message;
}
