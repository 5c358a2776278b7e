using System.Collections;
using System.Management.Automation;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>The store that completion looks into.</summary>
internal static class CompletionStore
{
    /// <summary>Completes what is read from the store, and nothing where the store has trouble: the command itself will complain.</summary>
    /// <param name="word">What the user typed so far.</param>
    /// <param name="bound">The parameters typed so far.</param>
    /// <param name="read">Reads names with their tool tips.</param>
    public static IEnumerable<CompletionResult> Complete(TypedWord word, IDictionary bound, Func<IPerfStore, IEnumerable<(string Name, string Tip)>> read)
    {
        try
        {
            return [.. Candidates.Matching(word, read(Open(bound)))];
        }
        catch (PerfStoreException)
        {
            return [];
        }
    }

    /// <summary>The store of a command line that is being typed.</summary>
    /// <param name="bound">The parameters typed so far.</param>
    public static IPerfStore Open(IDictionary bound)
    {
        string? path = bound["Store"] as string;
        if (path is not null)
        {
            // A completer is given no session; the runspace that completes knows where it is.
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            path = shell.AddScript("$ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($args[0])").AddArgument(path).Invoke<string>().FirstOrDefault();
        }

        return Composition.Stores.Open(path);
    }
}
