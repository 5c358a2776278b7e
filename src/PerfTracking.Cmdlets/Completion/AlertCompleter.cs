using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using PerfTracking.Alerts;
using PerfTracking.History;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Completes numbers of open alerts, the latest first.</summary>
internal sealed class AlertCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            PerfAlert[] open = [.. CompletionStore.Open(fakeBoundParameters).ReadAlerts(new AlertQuery { States = [AlertState.Open] })];
            return Candidates.Matching(wordToComplete, Enumerable.Reverse(open).Select(static alert => (alert.Id.ToString(CultureInfo.InvariantCulture), alert.ToString())));
        }
        catch (PerfStoreException)
        {
            return [];
        }
    }
}
