using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Completes numbers of annotations, the latest first.</summary>
internal sealed class AnnotationCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionStore.Complete(new TypedWord(commandName, parameterName, wordToComplete), fakeBoundParameters, static store => store
            .ReadAnnotations(new AnnotationQuery())
            .Reverse()
            .Select(static annotation => (annotation.Id.ToString(CultureInfo.InvariantCulture), annotation.ToString())));
}
