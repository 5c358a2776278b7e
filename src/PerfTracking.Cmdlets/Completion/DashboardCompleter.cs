using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Completes numbers of the processes that are dashboards, the latest first.</summary>
internal sealed class DashboardCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Candidates.Matching(new TypedWord(commandName, parameterName, wordToComplete), Composition.Dashboards.Running().Reverse()
            .Select(static dashboard => (dashboard.ProcessId.ToString(CultureInfo.InvariantCulture), $"{dashboard.Url} {dashboard.Store}")));
}
