using System.Collections;
using System.Management.Automation;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.History;
using PerfTracking.Tracking;

namespace PerfTracking.Cmdlets.History;

/// <summary>Saves everything measured since the last save as a baseline snapshot.</summary>
[Cmdlet(VerbsData.Save, "PerfBaseline", SupportsShouldProcess = true)]
[OutputType(typeof(PerfSnapshot))]
public sealed class SavePerfBaselineCommand : StoreCmdlet
{
    /// <summary>The application that was measured; the calling script's name unless given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    public string? Application { get; set; }

    /// <summary>The environment; a fingerprint of the machine unless given.</summary>
    [Parameter]
    public string? Environment { get; set; }

    /// <summary>What to attach to the snapshot.</summary>
    [Parameter]
    public Hashtable? Tag { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if ((Application is not null && !HasValidName(Application, "an application")) || (Environment is not null && !HasValidName(Environment, "an environment")))
        {
            return;
        }

        RunContext context = RunContextReader.Read(this, Application, Environment, Tag);
        if (!ShouldProcess($"{context.Application} in {OpenedStore.Location}", "Save baseline snapshot"))
        {
            return;
        }

        WarnOfRunning();
        try
        {
            WriteObject(Composition.Recorder.Save(OpenedStore, context).Snapshot);
        }
        catch (PerfStoreException exception)
        {
            WarnStore(exception, "The measurements are kept for the next save in this session.");
        }
    }

    private void WarnOfRunning()
    {
        IReadOnlyList<PerfOperation> running = Composition.Tracker.Running;
        if (running.Count > 0)
        {
            string names = string.Join(", ", running.Take(5).Select(static operation => $"'{operation.Name}'"));
            Warn("OperationStillRunning", $"Still running and not part of this snapshot: {names}{(running.Count > 5 ? $" and {running.Count - 5} more" : "")}. They will be part of the first save after they are stopped.");
        }
    }
}
