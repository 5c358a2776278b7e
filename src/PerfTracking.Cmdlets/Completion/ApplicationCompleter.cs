using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PerfTracking.History;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Completes names of applications that the store knows.</summary>
internal sealed class ApplicationCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return Candidates.Matching(
                wordToComplete,
                CompletionStore.Open(fakeBoundParameters).ReadApplications().Select(static name => (name, name)));
        }
        catch (PerfStoreException)
        {
            return [];
        }
    }
}
