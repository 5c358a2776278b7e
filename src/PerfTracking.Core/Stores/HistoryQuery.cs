using PerfTracking.History;

namespace PerfTracking.Stores;

/// <summary>Which part of the history is asked for. What is <see langword="null"/> does not restrict.</summary>
public sealed record HistoryQuery
{
    /// <summary>Applications.</summary>
    public NameFilter? Application { get; init; }

    /// <summary>Environments.</summary>
    public NameFilter? Environment { get; init; }

    /// <summary>This git branch alone, as the checkout named it.</summary>
    public string? Branch { get; init; }

    /// <summary>Metrics, by identifier or name.</summary>
    public NameFilter? Metric { get; init; }

    /// <summary>Cold starts alone, or warm ones alone.</summary>
    public bool? Cold { get; init; }

    /// <summary>Nothing before this time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Nothing after this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The latest so many: of snapshots, or of each series' points.</summary>
    public int? Last { get; init; }

    /// <summary>These snapshots alone.</summary>
    public IReadOnlyCollection<long>? SnapshotIds { get; init; }

    /// <summary>Nothing after this place: this snapshot and those before it in time.</summary>
    public SnapshotMark? UpTo { get; init; }

    /// <summary>
    /// Of series: those of the groups of these snapshots alone (an application on an environment, warm or cold), each up to and with
    /// its snapshot, in this order. Where two are of one group, up to the later one. What was measured last in many applications is one read.
    /// </summary>
    public IReadOnlyCollection<long>? EachUpTo { get; init; }

    /// <summary>With <see cref="EachUpTo"/>: nothing that is older than the group's snapshot by more than this.</summary>
    public TimeSpan? Within { get; init; }
}
