using System.Collections;
using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.History;
using PerfTracking.Recording;
using PerfTracking.Reporting;
using PerfTracking.Stores;
using PerfTracking.Tracking;

namespace PerfTracking.Cmdlets.History;

/// <summary>Saves everything measured since the last save as a baseline snapshot.</summary>
[Cmdlet(VerbsData.Save, "PerfBaseline", SupportsShouldProcess = true)]
[OutputType(typeof(PerfSnapshot))]
public sealed class SavePerfBaselineCommand : StoreCmdlet
{
    private string? _first;
    private string? _other;
    private bool _isAsked;

    /// <summary>The application that was measured; the calling script's name unless given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    public string? Application { get; set; }

    /// <summary>The environment; a fingerprint of the machine unless given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Environment { get; set; }

    /// <summary>What to attach to the snapshot.</summary>
    [Parameter]
    public Hashtable? Tag { get; set; }

    /// <summary>Whether the terminal's summary is shown for the snapshot that comes out: key metrics, worst findings, trend.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Whether the snapshot is saved without being judged.</summary>
    [Parameter]
    public SwitchParameter NoEvaluation { get; set; }

    private protected override bool MakesStore => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _isAsked = true;
        _first ??= Application;
        _other ??= string.Equals(Application, _first, StringComparison.OrdinalIgnoreCase) ? null : Application;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // What came through the pipeline and has no application is not a save for whichever script this is.
        if (!_isAsked && Application is null)
        {
            WriteError(HistoryErrors.ApplicationNotGiven());
            return;
        }

        if (_other is not null)
        {
            WriteError(HistoryErrors.ApplicationNotUnique(_first!, _other));
            return;
        }

        RunContext context = RunContextReader.Read(this, Application, Environment, Tag);
        if (!HasValidName(context.Application, "an application") || !HasValidName(context.Environment, "an environment"))
        {
            return;
        }

        SaveOutcome outcome;
        try
        {
            if (!ShouldProcess($"{context.Application} in {OpenedStore.Location.Text}", "Save baseline snapshot"))
            {
                return;
            }

            WarnOfRunning();
            outcome = Composition.Saving.Save(OpenedStore, context, !NoEvaluation);
        }
        catch (PerfStoreException exception)
        {
            WarnStore(exception, "The measurements are kept for the next save in this session.");
            return;
        }

        try
        {
            WriteOutcome(outcome);
            WriteRow(Summary ? WithSummary(outcome.Snapshot) : outcome.Snapshot);
        }
        catch (PerfStoreException exception)
        {
            WarnStore(exception, "The snapshot is saved; what was to be read about it was not.");
        }
    }

    private void WarnOfRunning()
    {
        // What another runspace started is its own business: it may well outlast this save.
        IReadOnlyList<PerfOperation> running = Composition.Tracker.RunningIn(Scope);
        if (running.Count > 0)
        {
            string names = string.Join(", ", running.Take(5).Select(static operation => $"'{operation.Name}'"));
            Warn("OperationStillRunning", $"Still running and not part of this snapshot: {names}{(running.Count > 5 ? $" and {running.Count - 5} more" : "")}. They will be part of the first save after they are stopped.");
        }
    }

    private void WriteOutcome(SaveOutcome outcome)
    {
        WarnOfLog(outcome.LogFailure);
        WarnOfLater(outcome);
        WriteAlerts(outcome.Snapshot);
        if (outcome.RolledUp is { } done)
        {
            WriteVerbose($"Rolled up {done.Snapshots} old snapshots.");
        }

        if (outcome.MaintenanceFailure is { } postponed)
        {
            WriteVerbose(postponed.Message);
        }
    }

    private void WarnOfLater(SaveOutcome outcome)
    {
        if (outcome.LaterAt is not { } later)
        {
            return;
        }

        PerfSnapshot own = outcome.Snapshot;
        var query = new HistoryQuery { Application = NameFilter.Exactly(own.Application), Environment = NameFilter.Exactly(own.Environment), Since = later, Metric = NameFilter.None };
        if (OpenedStore.ReadSnapshots(query).FirstOrDefault() is { } other)
        {
            Warn("LaterSnapshot", FormattableString.Invariant($"Snapshot {other.Id} of '{own.Application}' is of {later.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, and this one of {own.Timestamp.UtcDateTime:yyyy-MM-dd HH:mm:ss}: the clock was ahead then, or is behind now. What asks for the latest gets that one until it is removed: Remove-PerfSnapshot {other.Id}."));
        }
    }

    // Once, when it is raised, and once for each step by which it grows: afterwards Get-PerfAlert has it.
    private void WriteAlerts(PerfSnapshot snapshot)
    {
        foreach (PerfAlert alert in snapshot.Alerts)
        {
            if (alert.IsNew || alert.HasGrown)
            {
                WarnOfAlert(alert);
            }
        }
    }

    private PSObject WithSummary(PerfSnapshot snapshot)
    {
        PerfMetricStatus[] metrics = [.. Composition.Status.Read(OpenedStore, OpenedStore, [snapshot], OpenedStore.ReadPolicy(), metric: null)];
        var output = PSObject.AsPSObject(snapshot);
        output.Properties.Add(new PSNoteProperty("Summary", new PerfSummary(snapshot, metrics)));
        output.TypeNames.Insert(0, typeof(PerfSnapshot).FullName + "#Summary");
        return output;
    }
}
