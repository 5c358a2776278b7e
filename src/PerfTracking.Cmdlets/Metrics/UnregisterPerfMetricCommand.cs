using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Metrics;

/// <summary>Removes a custom metric with everything measured of it.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "PerfMetric", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class UnregisterPerfMetricCommand : MetricChangeCmdlet
{
    private protected override void Change(PerfMetric metric)
    {
        if (metric.Kind != MetricKind.Custom)
        {
            WriteError(MetricErrors.BuiltIn(metric.Id, ErrorCategory.InvalidOperation));
        }
        else if (ShouldProcess($"{metric} in {OpenedStore.Location}", "Remove metric with its history"))
        {
            OpenedStore.Unregister(metric);
        }
    }
}
