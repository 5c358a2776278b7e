using System.Management.Automation;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Metrics;

/// <summary>Takes a metric's target away, a built-in one too.</summary>
[Cmdlet(VerbsCommon.Remove, "PerfTarget", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemovePerfTargetCommand : MetricChangeCmdlet
{
    /// <summary>The application it is taken away for; all unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    public string? Application { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (string.IsNullOrEmpty(Application))
        {
            base.ProcessRecord();
        }
        else if (HasValidName(Application, "an application"))
        {
            TryStore(() =>
            {
                if (IsOne(Application, "an application", Names.HasApplication) && Names.Applications([Application]))
                {
                    base.ProcessRecord();
                }
            });
        }
    }

    private protected override void Change(PerfMetric metric)
    {
        if (ShouldProcess($"{metric} in {OpenedStore.Location}", "Remove target"))
        {
            OpenedStore.SetTarget(metric, PlainName(Application) ?? string.Empty, target: null);
        }
    }
}
