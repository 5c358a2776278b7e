using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Pages.Models;

/// <summary>The alerts, by what caused them.</summary>
public sealed record AlertsModel : PageModel
{
    /// <inheritdoc/>
    public override string Title => "Alerts";

    /// <inheritdoc/>
    public override string Path => PagePath.Alerts;

    /// <summary>How many alerts there are with what is chosen.</summary>
    public int Count { get; init; }

    /// <summary>What made something worse, the latest to begin first: those of this page of the list.</summary>
    public IReadOnlyList<AlertCause> Causes { get; init; } = [];

    /// <summary>What got better in the span that is shown, the latest first. Nobody has to decide about it, so that no store remembers it: it is found when it is looked at.</summary>
    public IReadOnlyList<Improvement> Improvements { get; init; } = [];

    /// <summary>How many applications, environments and starts were not looked through for it, for those measured last come first.</summary>
    public int ImprovementsLeftOut { get; init; }

    /// <summary>Whether the list goes on.</summary>
    public bool HasMore { get; init; }

    /// <summary>How many wait for a decision, and since when there are more and more of them.</summary>
    public AlertBacklog Backlog { get; init; } = new();

    /// <summary>The metrics that an alert can be raised about by hand.</summary>
    public IReadOnlyList<PerfMetric> Metrics { get; init; } = [];
}

/// <summary>A metric whose level changed for the better.</summary>
/// <param name="Series">What was measured where, without its points.</param>
/// <param name="Change">How the level changed.</param>
public sealed record Improvement(MetricSeries Series, PerfChangePoint Change);
