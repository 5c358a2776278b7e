using System.Collections;
using System.Management.Automation.Runspaces;
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
        if (path is not null && Runspace.DefaultRunspace is { } runspace)
        {
            path = runspace.SessionStateProxy.Path.GetUnresolvedProviderPathFromPSPath(path);
        }

        return Composition.Stores.Open(path);
    }
}
