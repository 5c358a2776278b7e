using PerfTracking.Metrics;

namespace PerfTracking.Stores;

/// <summary>The port to the metrics and targets that a store keeps. Every member raises <see cref="Stores.PerfStoreException"/> where the store fails.</summary>
public interface IMetricStore
{
    /// <summary>The catalogue with the targets of an application.</summary>
    /// <param name="application">Its own targets count before the general ones; empty for the general ones alone.</param>
    MetricCatalogue ReadCatalogue(string application);

    /// <summary>Whether any target was set, or taken away, for an application alone.</summary>
    /// <param name="application">The application, without regard to case.</param>
    bool HasTargets(string application);

    /// <summary>Adds a custom metric, or replaces the definition of the one with the same identifier.</summary>
    /// <param name="metric">The metric.</param>
    void Register(PerfMetric metric);

    /// <summary>Removes a custom metric with everything measured of it.</summary>
    /// <param name="metric">The metric.</param>
    void Unregister(PerfMetric metric);

    /// <summary>Sets or takes away a target.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="application">The application it holds for; empty for all.</param>
    /// <param name="target">The target, or <see langword="null"/> to have none.</param>
    void SetTarget(PerfMetric metric, string application, PerfTarget? target);
}
