using PerfTracking.Detection;

namespace PerfTracking.Alerts;

/// <summary>Which alerts are asked for. What is <see langword="null"/> does not restrict.</summary>
public sealed record AlertQuery
{
    /// <summary>These alone.</summary>
    public IReadOnlyCollection<long>? Ids { get; init; }

    /// <summary>In one of these states.</summary>
    public IReadOnlyCollection<AlertState>? States { get; init; }

    /// <summary>At least this severe.</summary>
    public PerfSeverity? MinimumSeverity { get; init; }

    /// <summary>Tells by identifier and name which metrics are meant.</summary>
    public Func<string, string, bool>? Metric { get; init; }

    /// <summary>Tells which applications are meant.</summary>
    public Func<string, bool>? Application { get; init; }

    /// <summary>Raised at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Raised at this time or earlier.</summary>
    public DateTimeOffset? Until { get; init; }
}
