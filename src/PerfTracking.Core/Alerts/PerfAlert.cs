using PerfTracking.Detection;
using PerfTracking.Formatting;

namespace PerfTracking.Alerts;

/// <summary>A regression remembered until it is approved, denied or resolved.</summary>
public sealed record PerfAlert
{
    private readonly IReadOnlyList<PerfAlertStep> _steps = Rows<PerfAlertStep>.Of([]);

    /// <summary>Its number in the store; 0 before it was stored.</summary>
    public long Id { get; init; }

    /// <summary>The metric's identifier.</summary>
    public required string Metric { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Name { get; init; }

    /// <summary>The unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>The application that was measured.</summary>
    public required string Application { get; init; }

    /// <summary>The environment in which it was measured.</summary>
    public required string Environment { get; init; }

    /// <summary>Whether it is about cold starts.</summary>
    public bool Cold { get; init; }

    /// <summary>
    /// The name of the tier that found it, which may be one that this version does not have, or <see cref="ManualAlert.Kind"/>. A
    /// series has one alert of a tier at a time.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>For the worse; or for the better, which a store remembers as no alert and only a replay lists.</summary>
    public ChangeEffect Effect { get; init; } = ChangeEffect.Worse;

    /// <summary>The worst severity so far.</summary>
    public PerfSeverity Severity { get; init; }

    /// <summary>What became of it.</summary>
    public AlertState State { get; init; }

    /// <summary>Whether the finding lasts: three good snapshots in a row have not ended it. An approved or denied alert that lasts keeps the finding silent.</summary>
    public bool Lasts { get; init; } = true;

    /// <summary>When it was raised, UTC.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>When what it is about began, UTC: the time of the first snapshot on the new level, otherwise of the one that raised it.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When the series was back, UTC, where nobody had decided before.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>When it ceased to be open, UTC; <see langword="null"/> while it is.</summary>
    public DateTimeOffset? EndedAt => State == AlertState.Open ? null : DecidedAt ?? ResolvedAt ?? LastSeenAt;

    /// <summary>When a snapshot last showed it, UTC.</summary>
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>How many snapshots showed it.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How many snapshots in a row, up to now, have not shown it.</summary>
    public int GoodSnapshots { get; init; }

    /// <summary>The latest value that showed it, in <see cref="Unit"/>.</summary>
    public double Value { get; init; }

    /// <summary>What that value was expected to be.</summary>
    public double? Expected { get; init; }

    /// <summary>The level the series was on when it last showed the finding, where the finding is a change of level.</summary>
    public double? Level { get; init; }

    /// <summary>The least by which the level may have shifted, in <see cref="Unit"/>, with a confidence of 95 %, where the finding is a change that lasted.</summary>
    public double? ShiftLower { get; init; }

    /// <summary>The most by which it may have.</summary>
    public double? ShiftUpper { get; init; }

    /// <summary>How far <see cref="Value"/> lies beyond <see cref="Expected"/> in the bad direction, in per cent of that.</summary>
    public double? DeviationPercent { get; init; }

    /// <summary>The snapshot that raised it.</summary>
    public long FirstSnapshotId { get; init; }

    /// <summary>The snapshot that showed it last.</summary>
    public long LastSnapshotId { get; init; }

    /// <summary>The first snapshot on the new level, where the finding is a change of level.</summary>
    public long? ChangeSnapshotId { get; init; }

    /// <summary>Where a tier saw the change, where a person has moved it since: both places are the same change.</summary>
    public long? DetectedSnapshotId { get; init; }

    /// <summary>The commit of the last value before it began, or <see langword="null"/> where that is not known.</summary>
    public string? CommitBefore { get; init; }

    /// <summary>The commit of the snapshot with which it began, or <see langword="null"/> where that is not known.</summary>
    public string? CommitAfter { get; init; }

    /// <summary>The branch of that snapshot, or <see langword="null"/> where that is not known.</summary>
    public string? Branch { get; init; }

    /// <summary>The steps it reported, oldest first, where the finding is a change of level: one, and a further one each time the level got worse again.</summary>
    public IReadOnlyList<PerfAlertStep> Steps { get => _steps; init => _steps = Rows<PerfAlertStep>.Of(value); }

    /// <summary>One sentence for a person.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>What the person who decided noted.</summary>
    public string? Notes { get; init; }

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When they decided, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Whether the decision made the new level the baseline.</summary>
    public bool Rebaselined { get; init; }

    /// <summary>Who raised it by hand, or <see langword="null"/> where a tier did.</summary>
    public string? RaisedBy { get; init; }

    /// <summary>Who last moved or edited it, or <see langword="null"/>.</summary>
    public string? EditedBy { get; init; }

    /// <summary>When they did, UTC.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Whether the save that this object came from raised it, rather than an earlier one.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether the save that this object came from found a further step of it.</summary>
    public bool HasGrown { get; init; }

    /// <summary>
    /// How far the level shifted, with its interval where that is known, and where the finding is no change of level how far the
    /// value is from what was expected: <c>+11% (8 to 14%)</c>.
    /// </summary>
    public string Size => ChangeText.Size(Expected, Level ?? Value, ShiftLower, ShiftUpper);

    /// <inheritdoc/>
    public override string ToString() => $"#{Id} {Severity} {Metric} {ValueText.Of(Value, Unit)}";
}
