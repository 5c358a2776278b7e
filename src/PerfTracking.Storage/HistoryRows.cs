using PerfTracking.History;
using PerfTracking.Metrics;

namespace PerfTracking.Storage;

/// <summary>One application on one environment, warm or cold, as it is read.</summary>
internal sealed record GroupRow
{
    public long GroupId { get; init; }

    public string Application { get; init; } = "";

    public string Environment { get; init; } = "";

    public bool Cold { get; init; }

    /// <summary>A snapshot of this group, without its measurements.</summary>
    public PerfSnapshot Describe(SnapshotRow row) => new()
    {
        Id = row.Id,
        Timestamp = IsoTime.Read(row.Timestamp),
        Application = Application,
        Environment = Environment,
        Cold = Cold,
        SessionId = Guid.Parse(row.SessionId),
        Commit = string.IsNullOrEmpty(row.CommitHash) ? null : row.CommitHash,
        Branch = string.IsNullOrEmpty(row.Branch) ? null : row.Branch,
        Tags = TagJson.Read(row.Tags),
    };
}

/// <summary>A snapshot as it is read.</summary>
internal record SnapshotRow
{
    public long Id { get; init; }

    public string Timestamp { get; init; } = "";

    public long GroupId { get; init; }

    public string SessionId { get; init; } = "";

    public string? CommitHash { get; init; }

    public string? Branch { get; init; }

    public string? Tags { get; init; }
}

/// <summary>A snapshot with one of its values, as it is read.</summary>
internal sealed record LatestRow : SnapshotRow
{
    public double Value { get; init; }

    public int SampleCount { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public ValueRow With(PerfMetric metric) => new(metric, Value, SampleCount, Minimum ?? Value, Maximum ?? Value);
}

/// <summary>A series as it is read.</summary>
internal sealed record SeriesKeyRow
{
    public long SeriesId { get; init; }

    public long GroupId { get; init; }

    public long? BaselineStart { get; init; }

    public string MetricId { get; init; } = "";

    public string Application { get; init; } = "";
}

/// <summary>A series with its metric.</summary>
internal sealed record SeriesRow(long SeriesId, long GroupId, long? BaselineStart, PerfMetric Metric);

/// <summary>A point of a series as it is read.</summary>
internal sealed record PointRow
{
    public long SnapshotId { get; init; }

    public string Timestamp { get; init; } = "";

    public double Value { get; init; }

    public string? CommitHash { get; init; }
}

/// <summary>A value of a metric in a snapshot.</summary>
internal readonly record struct ValueRow(PerfMetric Metric, double Value, int Count, double Minimum, double Maximum);
