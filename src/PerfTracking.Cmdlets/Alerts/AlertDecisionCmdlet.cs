using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Stores;
using PerfTracking.Triage;

namespace PerfTracking.Cmdlets.Alerts;

/// <summary>
/// A cmdlet that records what a person decides about alerts: all of them at once, at the end of the pipeline. A piped alert is
/// decided as it was seen; a number stands for an alert that nobody else has decided about.
/// </summary>
public abstract class AlertDecisionCmdlet : StoreCmdlet
{
    private const string IdSet = "Id";
    private const string InputSet = "InputObject";

    // The alert as it was seen, or null where a number was given.
    private readonly Dictionary<long, SeenAlert?> _wanted = [];

    private protected AlertDecisionCmdlet()
    {
    }

    /// <summary>Numbers of alerts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = IdSet)]
    [AlertNumber(OfSeen = false)]
    [ArgumentCompleter(typeof(AlertCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Alerts, as <c>Get-PerfAlert</c> gives them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputSet)]
    public PerfAlert[] InputObject { get; set; } = [];

    /// <summary>Why.</summary>
    [Parameter]
    public string? Notes { get; set; }

    /// <summary>Whether the alert comes out as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What the decision makes of an alert.</summary>
    private protected abstract AlertState State { get; }

    /// <summary>As <see cref="AlertDecision.Rebaseline"/>.</summary>
    private protected virtual bool? RebaselineChoice => null;

    private static string User => System.Environment.UserName;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == IdSet)
        {
            foreach (long id in Id)
            {
                _wanted.TryAdd(id, null);
            }

            return;
        }

        foreach (PerfAlert alert in InputObject)
        {
            _wanted[alert.Id] = SeenAlert.Of(alert);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => TryStore(() =>
    {
        if (Confirmed() is not { Count: > 0 } alerts)
        {
            return;
        }

        DecidingOutcome outcome = Composition.Triage.Decide(OpenedStore, alerts, State, Notes, User, RebaselineChoice);
        foreach (AlertOutcome one in outcome.Alerts)
        {
            if (one.Kind == AlertOutcomeKind.Conflict)
            {
                WriteError(AlertErrors.AlreadyDecided(one.Alert!));
            }
            else if (one.Alert is { } alert && PassThru)
            {
                WriteRow(alert);
            }
        }

        WarnOfLog(outcome.LogFailure);
    });

    private List<SeenAlert> Confirmed()
    {
        var current = OpenedStore.ReadAlerts(new AlertQuery { Ids = _wanted.Keys }).ToDictionary(static alert => alert.Id);
        var confirmed = new List<SeenAlert>(_wanted.Count);
        foreach ((long id, SeenAlert? seen) in _wanted)
        {
            if (!current.TryGetValue(id, out PerfAlert? alert))
            {
                WriteError(AlertErrors.NotFound(id, OpenedStore.Location.Text));
            }
            else if (seen is null && IsDecidedOtherwise(alert))
            {
                WriteError(AlertErrors.AlreadyDecided(alert));
            }
            else if (ShouldProcess($"{alert} of {alert.Application} in {OpenedStore.Location}", ActionOn(alert)))
            {
                confirmed.Add(seen ?? SeenAlert.Of(alert));
            }
        }

        return confirmed;
    }

    private bool IsDecidedOtherwise(PerfAlert alert) =>
        alert.DecidedAt is not null && alert.DecidedBy != User && (alert.State != State || IsTakenBack(alert));

    private string ActionOn(PerfAlert alert)
    {
        string action = State == AlertState.Denied ? "Deny alert" : "Approve alert";
        return RebaselineChoice == true ? $"{action}, and take the new level as the baseline"
            : IsTakenBack(alert) ? $"{action}, and take back that its level is the baseline"
            : action;
    }

    private bool IsTakenBack(PerfAlert alert) => alert.Rebaselined && (State == AlertState.Denied || RebaselineChoice == false);
}
