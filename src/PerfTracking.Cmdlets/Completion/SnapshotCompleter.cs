using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Completes numbers of snapshots, the latest first.</summary>
internal sealed class SnapshotCompleter : IArgumentCompleter
{
    private const int Offered = 30;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionStore.Complete(new TypedWord(commandName, parameterName, wordToComplete), fakeBoundParameters, static store => store
            .ReadSnapshots(new HistoryQuery { Last = Offered, Metric = NameFilter.None })
            .Reverse()
            .Select(static snapshot => (snapshot.Id.ToString(CultureInfo.InvariantCulture), snapshot.ToString())));
}
