namespace PerfTracking.Benchmarks;

/// <summary>How values of a series vary where nothing changed.</summary>
public enum SampleKind
{
    /// <summary>As times do: with the load and the layout of the runner.</summary>
    Measured,

    /// <summary>Hardly at all, for it is counted: instructions, allocated bytes, collections, processes started, exit codes.</summary>
    Counted,
}
