namespace PerfTracking.Stores;

/// <summary>What a store is and holds.</summary>
public sealed record StoreSummary
{
    /// <summary>Where it is.</summary>
    public required StoreLocation Location { get; init; }

    /// <summary>Its full path where it is a file, or <see langword="null"/>.</summary>
    public string? Path => Location.File;

    /// <summary>Whether the file exists; it is made by the first save.</summary>
    public required bool Exists { get; init; }

    /// <summary>The version of its tables.</summary>
    public int Version { get; init; }

    /// <summary>The size of the file and its write-ahead log, in bytes.</summary>
    public long SizeBytes { get; init; }

    /// <summary>How many snapshots it holds.</summary>
    public long Snapshots { get; init; }

    /// <summary>How many series it holds.</summary>
    public long Series { get; init; }

    /// <summary>The time of its oldest snapshot, or <see langword="null"/>.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>The time of its latest snapshot, or <see langword="null"/>.</summary>
    public DateTimeOffset? Latest { get; init; }

    /// <summary>For how many days history is kept in full.</summary>
    public int RetentionDays { get; init; } = DefaultRetentionDays;

    /// <summary>For how many days history is kept in full unless said otherwise.</summary>
    public const int DefaultRetentionDays = 30;
}
