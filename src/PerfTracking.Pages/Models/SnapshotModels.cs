using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Statistics;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Models;

/// <summary>The snapshots, the latest first.</summary>
public sealed record SnapshotsModel : PageModel
{
    /// <inheritdoc/>
    public override string Title => "Snapshots";

    /// <inheritdoc/>
    public override string Path => PagePath.Snapshots;

    /// <summary>The snapshots of this page of the list, with their performance index alone.</summary>
    public IReadOnlyList<PerfSnapshot> Snapshots { get; init; } = [];

    /// <summary>Whether there are older ones.</summary>
    public bool HasOlder { get; init; }
}

/// <summary>One snapshot with all it holds.</summary>
public sealed record SnapshotModel : PageModel
{
    /// <inheritdoc/>
    public override string Title => Query.Snapshot is { } id ? $"Snapshot #{id}" : "Snapshot";

    /// <inheritdoc/>
    public override string Path => PagePath.Snapshot;

    /// <summary>The snapshot, or <see langword="null"/> where there is none of that number.</summary>
    public PerfSnapshot? Snapshot { get; init; }

    /// <summary>The one before it, of the same application and environment, as cold or warm.</summary>
    public long? Previous { get; init; }

    /// <summary>What the store's policy says of each value, in the catalogue's order, with every tier's numbers.</summary>
    public IReadOnlyList<PerfVerdict> Verdicts { get; init; } = [];

    /// <summary>The alerts that it shows.</summary>
    public IReadOnlyList<PerfAlert> Alerts { get; init; } = [];
}

/// <summary>Two snapshots, commits or branches beside each other.</summary>
public sealed record CompareModel : PageModel
{
    /// <inheritdoc/>
    public override string Title => "Compare";

    /// <inheritdoc/>
    public override string Path => PagePath.Compare;

    /// <summary>What cannot be compared, in a sentence; <see langword="null"/> where all is well.</summary>
    public string? Trouble { get; init; }

    /// <summary>The side that is compared with.</summary>
    public CompareSide? Left { get; init; }

    /// <summary>The side that is compared.</summary>
    public CompareSide? Right { get; init; }

    /// <summary>A row for each metric of either side, in the catalogue's order.</summary>
    public IReadOnlyList<CompareRow> Rows { get; init; } = [];
}

/// <summary>One side of a comparison.</summary>
/// <param name="Text">What was asked for.</param>
/// <param name="Snapshots">How many snapshots it is.</param>
/// <param name="From">When the first of them was taken, UTC.</param>
/// <param name="To">When the last of them was taken, UTC.</param>
public sealed record CompareSide(string Text, int Snapshots, DateTimeOffset From, DateTimeOffset To);

/// <summary>One metric on both sides.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Left">What it is on the left, or <see langword="null"/> where it was not measured.</param>
/// <param name="Right">What it is on the right.</param>
public sealed record CompareRow(PerfMetric Metric, CompareValue? Left, CompareValue? Right)
{
    /// <summary>The right median against the left one, in per cent.</summary>
    public double? ChangePercent => Left is { } left && Right is { } right ? Percentage.Change(left.Median, right.Median) : null;

    /// <summary>How far apart the 5th and the 95th percentile of the values before both sides were, where each side is one value; <see langword="null"/> where that is not known.</summary>
    public double? UsualSpread { get; init; }

    /// <summary>Whether the change is for the worse or for the better; neither where the ranges of both sides overlap, or where two values differ by no more than is usual.</summary>
    public ChangeEffect Effect => Left is not { } left || Right is not { } right || !IsUnlike(left, right) ? ChangeEffect.None
        : (right.Median > left.Median) == (Metric.Direction == MetricDirection.LowerIsBetter) ? ChangeEffect.Worse
        : ChangeEffect.Better;

    private bool IsUnlike(CompareValue left, CompareValue right) => left.Count == 1 && right.Count == 1
        ? Math.Abs(right.Median - left.Median) > UsualSpread
        : left.Low > right.High || right.Low > left.High;
}

/// <summary>One metric on one side.</summary>
/// <param name="Median">The value in the middle, in the metric's unit.</param>
/// <param name="Low">The 5th percentile.</param>
/// <param name="High">The 95th percentile.</param>
/// <param name="Count">How many values there are.</param>
public sealed record CompareValue(double Median, double Low, double High, int Count);

/// <summary>The store itself.</summary>
public sealed record StoreModel : PageModel
{
    /// <inheritdoc/>
    public override string Title => "Store";

    /// <inheritdoc/>
    public override string Path => PagePath.Store;

    /// <summary>What it is and holds.</summary>
    public required StoreSummary Summary { get; init; }

    /// <summary>The policy that judges what is saved to it.</summary>
    public required PerfPolicy Policy { get; init; }

    /// <summary>What is wrong with it; <see langword="null"/> where nobody asked, for looking takes long in a large store.</summary>
    public IReadOnlyList<string>? Defects { get; init; }

    /// <summary>The folder of its log, or <see langword="null"/> where it is not in a file.</summary>
    public string? LogFolder { get; init; }

    /// <summary>The groups it holds.</summary>
    public IReadOnlyList<SeriesGroup> Groups => Choices.Groups;
}
