using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Completes environments: those of the latest snapshots, the latest first.</summary>
internal sealed class EnvironmentCompleter : IArgumentCompleter
{
    private const int LookedAt = 30;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionStore.Complete(new TypedWord(commandName, parameterName, wordToComplete), fakeBoundParameters, static store => store
            .ReadSnapshots(new HistoryQuery { Last = LookedAt, Metric = NameFilter.None })
            .Reverse()
            .Select(static snapshot => (snapshot.Environment, snapshot.Environment)));
}
