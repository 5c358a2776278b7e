namespace PerfTracking.Stores;

/// <summary>Which annotations are asked for: those that concern what is named. What is <see langword="null"/> does not restrict.</summary>
public sealed record AnnotationQuery
{
    /// <summary>These alone.</summary>
    public IReadOnlyCollection<long>? Ids { get; init; }

    /// <summary>Of something that happened at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of something that happened at this time or earlier.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Applications; those that concern every application come too.</summary>
    public NameFilter? Application { get; init; }

    /// <summary>Environments; those that concern every environment come too.</summary>
    public NameFilter? Environment { get; init; }

    /// <summary>Metrics, by identifier or name; those that concern every metric come too.</summary>
    public NameFilter? Metric { get; init; }
}
