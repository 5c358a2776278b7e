using System.Management.Automation;
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
            Fail("MetricBuiltIn", $"'{metric}' is a built-in metric and cannot be removed.", ErrorCategory.InvalidOperation, metric.Id);
        }
        else if (ShouldProcess($"{metric} in {OpenedStore.Location}", "Remove metric with its history"))
        {
            OpenedStore.Unregister(metric);
        }
    }
}
