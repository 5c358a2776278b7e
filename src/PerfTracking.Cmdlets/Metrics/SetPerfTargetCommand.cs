using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Metrics;

/// <summary>Sets the value a metric should keep.</summary>
[Cmdlet(VerbsCommon.Set, "PerfTarget", SupportsShouldProcess = true)]
[OutputType(typeof(PerfMetric))]
public sealed class SetPerfTargetCommand : MetricChangeCmdlet
{
    /// <summary>The value, in the metric's unit.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [InvariantNumber]
    public double Value { get; set; }

    /// <summary>Per cent beyond the target over which a value is a warning.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [InvariantNumber(WhenBlank = PerfTarget.DefaultWarningPercent)]
    public double WarningPercent { get; set; } = PerfTarget.DefaultWarningPercent;

    /// <summary>Per cent beyond the target over which a value is an error.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [InvariantNumber(WhenBlank = PerfTarget.DefaultErrorPercent)]
    public double ErrorPercent { get; set; } = PerfTarget.DefaultErrorPercent;

    /// <summary>The application it holds for; all unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    public string? Application { get; set; }

    /// <summary>Whether the metric comes out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MakesStore => true;

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
                if (IsOne(Application, "an application", Names.HasApplication))
                {
                    base.ProcessRecord();
                }
            });
        }
    }

    private protected override void Change(PerfMetric metric)
    {
        if (PerfTarget.DefectOf(Value, WarningPercent, ErrorPercent) is { } defect)
        {
            WriteError(MetricErrors.TargetNotValid(defect, Value));
            return;
        }

        var target = new PerfTarget(Value, WarningPercent, ErrorPercent);
        if (ShouldProcess($"{metric} in {OpenedStore.Location}", FormattableString.Invariant($"Set target {Value} {metric.Unit}").TrimEnd()))
        {
            OpenedStore.SetTarget(metric, PlainName(Application) ?? string.Empty, target);
            if (PassThru)
            {
                WriteObject(MetricRow.Of(metric with { Target = target }));
            }
        }
    }
}
