using System.Collections;
using System.Management.Automation;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.History;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>The store that completion looks into.</summary>
internal static class CompletionStore
{
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
