using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using PerfTracking.Alerts;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Completes numbers of open alerts, the latest first.</summary>
internal sealed class AlertCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionStore.Complete(new TypedWord(commandName, parameterName, wordToComplete), fakeBoundParameters, static store => store
            .ReadAlerts(new AlertQuery { States = [AlertState.Open] })
            .Reverse()
            .Select(static alert => (alert.Id.ToString(CultureInfo.InvariantCulture), alert.ToString())));
}
