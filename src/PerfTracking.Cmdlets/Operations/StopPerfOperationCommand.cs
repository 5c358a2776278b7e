using System.Management.Automation;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Tracking;

namespace PerfTracking.Cmdlets.Operations;

/// <summary>Ends an operation; its duration becomes a measurement.</summary>
[Cmdlet(VerbsLifecycle.Stop, "PerfOperation", DefaultParameterSetName = "Name")]
[OutputType(typeof(PerfOperation))]
public sealed class StopPerfOperationCommand : PerfCmdlet
{
    // Taken before PowerShell binds parameters, so that the span ends where the script asked for it.
    private readonly long _endTimestamp = Composition.Time.GetTimestamp();

    /// <summary>The operation's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(OperationCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The operation, as <c>Start-PerfOperation -PassThru</c> or <c>Get-PerfOperation</c> gave it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Operation")]
    public PerfOperation? InputObject { get; set; }

    /// <summary>The error with which the operation failed.</summary>
    [Parameter]
    public ErrorRecord? ErrorRecord { get; set; }

    /// <summary>Whether the ended operation comes out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        OperationFailure? failure = ErrorRecord is null ? null : FailureOf(ErrorRecord);
        PerfOperation? ended = InputObject is { } operation
            ? Composition.Tracker.Stop(operation, EndOf(), failure) ? operation : null
            : Composition.Tracker.Stop(Name, Scope, EndOf(), failure);
        if (ended is null)
        {
            Warn("OperationNotRunning", $"No operation '{InputObject?.Name ?? Name}' is running, so nothing was measured. Start it with Start-PerfOperation, or see Get-PerfOperation for those that run.");
        }
        else if (PassThru)
        {
            WriteRow(ended);
        }
    }

    internal static OperationFailure FailureOf(ErrorRecord record) => new(record.FullyQualifiedErrorId, record.ToString());

    // In a pipeline the cmdlet exists before what feeds it has run.
    private long EndOf() => MyInvocation.ExpectingInput ? Composition.Time.GetTimestamp() : _endTimestamp;
}
