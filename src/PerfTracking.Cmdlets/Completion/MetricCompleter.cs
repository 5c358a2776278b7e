using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Completes identifiers and names of metrics, those registered in the store included.</summary>
internal sealed class MetricCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Candidates.Matching(
            new TypedWord(commandName, parameterName, wordToComplete),
            Catalogue(fakeBoundParameters).Metrics.SelectMany(static metric => new[] { (metric.Id, Tip(metric)), (metric.Name, Tip(metric)) }));

    private static MetricCatalogue Catalogue(IDictionary bound)
    {
        try
        {
            return CompletionStore.Open(bound).ReadCatalogue(string.Empty);
        }
        catch (PerfStoreException)
        {
            // Completion has nowhere to complain; the command itself will.
            return MetricCatalogue.BuiltIn;
        }
    }

    private static string Tip(PerfMetric metric) => metric.Unit.Length > 0 ? $"{metric.Id} {metric.Title} ({metric.Unit})" : $"{metric.Id} {metric.Title}";
}
