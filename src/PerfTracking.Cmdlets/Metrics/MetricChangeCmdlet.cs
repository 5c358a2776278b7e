using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Metrics;

/// <summary>A cmdlet that changes metrics which must exist.</summary>
public abstract class MetricChangeCmdlet : StoreCmdlet
{
    // Baselines and values name their metric, each the same one, which may be gone with the first.
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);

    private protected MetricChangeCmdlet()
    {
    }

    /// <summary>Identifiers or names, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "Name")]
    [SupportsWildcards]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateElementsNotNull]
    public string[] Metric { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        MetricCatalogue catalogue = OpenedStore.ReadCatalogue(string.Empty);
        foreach (string pattern in Metric)
        {
            NameFilter matches = NameFilter.Matching([pattern])!;
            PerfMetric[] found = [.. catalogue.Metrics.Where(metric => matches.IsMatch(metric))];
            _found.UnionWith(found.SelectMany<PerfMetric, string>(static metric => [metric.Id, metric.Name]));
            if (found.Length == 0 && !NamePatterns.IsPattern(pattern) && !_found.Contains(WildcardPattern.Unescape(pattern)))
            {
                WriteError(MetricErrors.NotFound(WildcardPattern.Unescape(pattern)));
            }

            Array.ForEach(found, Change);
        }
    });

    /// <summary>Changes one metric.</summary>
    /// <param name="metric">The metric.</param>
    private protected abstract void Change(PerfMetric metric);
}
