using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.Alerts;

/// <summary>A cmdlet that records what a person decides about alerts.</summary>
public abstract class AlertDecisionCmdlet : StoreCmdlet
{
    private protected AlertDecisionCmdlet()
    {
    }

    /// <summary>Numbers of alerts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AlertNumber]
    [ArgumentCompleter(typeof(AlertCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Why.</summary>
    [Parameter]
    public string? Notes { get; set; }

    /// <summary>Whether the alert comes out as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What the decision makes of an alert.</summary>
    private protected abstract AlertState State { get; }

    /// <summary>Whether the new level becomes the baseline.</summary>
    private protected virtual bool IsRebaseline => false;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (long id in Id)
        {
            TryStore(() => Decide(id));
        }
    }

    private void Decide(long id)
    {
        if (FindAlert(id) is not { } alert)
        {
            return;
        }

        string action = State == AlertState.Denied ? "Deny alert" : IsRebaseline ? "Approve alert, and take the new level as the baseline" : "Approve alert";
        if (!ShouldProcess($"{alert} of {alert.Application} in {OpenedStore.Location}", action))
        {
            return;
        }

        var decision = new AlertDecision(State, Notes, System.Environment.UserName, Composition.Time.GetUtcNow(), IsRebaseline);
        if (OpenedStore.Decide(id, decision) is { } decided && PassThru)
        {
            WriteRow(decided);
        }
    }
}
