using System.Collections;
using System.Management.Automation;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Tracking;

namespace PerfTracking.Cmdlets.Operations;

/// <summary>Starts an operation.</summary>
[Cmdlet(VerbsLifecycle.Start, "PerfOperation")]
[OutputType(typeof(PerfOperation))]
public sealed class StartPerfOperationCommand : PerfCmdlet
{
    /// <summary>The operation's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OperationCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>What to attach to it.</summary>
    [Parameter]
    public Hashtable? Tag { get; set; }

    /// <summary>Whether the operation comes out, as a handle for <c>Stop-PerfOperation</c>.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!HasValidName(Name, "an operation"))
        {
            return;
        }

        (PerfOperation operation, bool alreadyRunning) = Composition.Tracker.Start(Name, Scope, Tag is null ? null : TagTable.Read(Tag));
        if (alreadyRunning)
        {
            Warn("OperationAlreadyRunning", $"The operation '{Name}' was already running; both go on. Stop-PerfOperation '{Name}' ends the one that was started last.");
        }

        if (PassThru)
        {
            WriteRow(operation);
        }
    }
}
