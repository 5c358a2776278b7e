using PerfTracking.Alerts;
using PerfTracking.Detection;

namespace PerfTracking.Stores;

/// <summary>Which alerts are asked for. What is <see langword="null"/> does not restrict.</summary>
public sealed record AlertQuery
{
    /// <summary>These alone.</summary>
    public IReadOnlyCollection<long>? Ids { get; init; }

    /// <summary>In one of these states.</summary>
    public IReadOnlyCollection<AlertState>? States { get; init; }

    /// <summary>At least this severe.</summary>
    public PerfSeverity? MinimumSeverity { get; init; }

    /// <summary>Metrics, by identifier or name.</summary>
    public NameFilter? Metric { get; init; }

    /// <summary>Applications.</summary>
    public NameFilter? Application { get; init; }

    /// <summary>Environments.</summary>
    public NameFilter? Environment { get; init; }

    /// <summary>Of cold starts alone, or of warm ones alone.</summary>
    public bool? Cold { get; init; }

    /// <summary>Raised at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Raised at this time or earlier.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Last seen at this time or later.</summary>
    public DateTimeOffset? SeenSince { get; init; }
}
