using System.Management.Automation;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Stores;
using PerfTracking.Tracking;

namespace PerfTracking.Cmdlets.Operations;

/// <summary>Lists the operations that are running.</summary>
[Cmdlet(VerbsCommon.Get, "PerfOperation")]
[OutputType(typeof(PerfOperation))]
public sealed class GetPerfOperationCommand : PerfCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(OperationCompleter))]
    [ValidateElementsNotNull]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        NameFilter? matches = NameFilter.Matching(Name);
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (PerfOperation operation in Composition.Tracker.Running)
        {
            if (matches?.IsMatch(operation.Name) != false)
            {
                found.Add(operation.Name);
                WriteRow(operation);
            }
        }

        foreach (string missing in NamePatterns.Missing(Name, found))
        {
            WriteError(OperationErrors.NotFound(missing));
        }
    }
}
