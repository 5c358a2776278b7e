using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Completes names of applications that the store knows.</summary>
internal sealed class ApplicationCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionStore.Complete(new TypedWord(commandName, parameterName, wordToComplete), fakeBoundParameters, static store => store.ReadApplications().Select(static name => (name, name)));
}
