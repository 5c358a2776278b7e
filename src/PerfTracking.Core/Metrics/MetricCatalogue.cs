namespace PerfTracking.Metrics;

/// <summary>All metrics known at one moment, found by identifier, by name or by the operation they claim. Immutable.</summary>
public sealed class MetricCatalogue
{
    private readonly Dictionary<string, PerfMetric> _byId;
    private readonly Dictionary<string, PerfMetric> _byName;
    private readonly Dictionary<string, PerfMetric> _byOperation;

    /// <summary>Creates a catalogue; where two metrics share an identifier or a name, the first one has it, and an identifier counts before a name.</summary>
    /// <param name="metrics">The metrics in the order in which people are shown them.</param>
    public MetricCatalogue(IReadOnlyList<PerfMetric> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        Metrics = metrics;
        _byId = new Dictionary<string, PerfMetric>(metrics.Count, StringComparer.OrdinalIgnoreCase);
        _byName = new Dictionary<string, PerfMetric>(metrics.Count, StringComparer.OrdinalIgnoreCase);
        _byOperation = new Dictionary<string, PerfMetric>(StringComparer.OrdinalIgnoreCase);
        foreach (PerfMetric metric in metrics)
        {
            _byId.TryAdd(metric.Id, metric);
            _byName.TryAdd(metric.Name, metric);
            if (metric.OperationName is { } operation)
            {
                _byOperation.TryAdd(operation, metric);
            }
        }
    }

    /// <summary>The built-in metrics with their default targets.</summary>
    public static MetricCatalogue BuiltIn { get; } = new(BuiltInMetrics.All);

    /// <summary>The metrics in the order in which people are shown them.</summary>
    public IReadOnlyList<PerfMetric> Metrics { get; }

    /// <summary>The metric with this identifier or name, without regard to case, or <see langword="null"/>.</summary>
    /// <param name="idOrName">An identifier such as <c>APP-001</c> or a name such as <c>startup_time_ms</c>.</param>
    public PerfMetric? Find(string idOrName) => FindById(idOrName) ?? _byName.GetValueOrDefault(idOrName);

    /// <summary>The metric with this identifier, without regard to case, or <see langword="null"/>: another metric's name is no identifier.</summary>
    /// <param name="id">An identifier such as <c>APP-001</c>.</param>
    public PerfMetric? FindById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The metric that claims an operation's duration, or <see langword="null"/>.</summary>
    /// <param name="operationName">The operation's name, without regard to case.</param>
    public PerfMetric? ForOperation(string operationName) => _byOperation.GetValueOrDefault(operationName);

    /// <summary>The metric a measurement belongs to; an unknown name makes a custom metric of its own.</summary>
    /// <param name="key">What was measured.</param>
    public PerfMetric Resolve(MetricKey key) =>
        (key.IsOperation ? ForOperation(key.Name) : null) ?? Find(key.Name) ?? CustomMetric.Implied(key);
}
