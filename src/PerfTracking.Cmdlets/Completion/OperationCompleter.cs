using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Completes names of operations: those that run, then those that a built-in metric claims.</summary>
internal sealed class OperationCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Candidates.Matching(
            new TypedWord(commandName, parameterName, wordToComplete),
            Composition.Tracker.Running.Select(static operation => (operation.Name, FormattableString.Invariant($"running since {operation.StartTime:HH:mm:ss}")))
                .Concat(BuiltInMetrics.All.Where(static metric => metric.OperationName is not null)
                    .Select(static metric => (metric.OperationName!, $"measures {metric.Id} {metric.Title}"))));
}
