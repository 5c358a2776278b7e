using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Metrics;

/// <summary>Defines a custom metric: its unit, its better direction and how several values become one.</summary>
[Cmdlet(VerbsLifecycle.Register, "PerfMetric", SupportsShouldProcess = true)]
[OutputType(typeof(PerfMetric))]
public sealed class RegisterPerfMetricCommand : StoreCmdlet
{
    /// <summary>The metric's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = string.Empty;

    /// <summary>Its identifier; the name unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Id { get; set; }

    /// <summary>The title a person reads; the name unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Title { get; set; }

    /// <summary>The unit of its values.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public string Unit { get; set; } = "ms";

    /// <summary>Which direction is better.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public MetricDirection Direction { get; set; }

    /// <summary>How several values between two saves become one; the median of durations and the last of others unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public MetricAggregation? Aggregation { get; set; }

    /// <summary>The operation whose duration is a measurement of the metric.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? OperationName { get; set; }

    /// <summary>Whether the metric comes out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MakesStore => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // An empty cell of a CSV file gives nothing.
        string id = string.IsNullOrEmpty(Id) ? Name : Id;
        string title = string.IsNullOrEmpty(Title) ? Name : Title;
        string? operation = string.IsNullOrEmpty(OperationName) ? null : OperationName;
        if (!HasValidName(Name, "a metric") || !HasValidName(id, "a metric")
            || !HasValidName(title, "a metric") || (Unit.Length > 0 && !HasValidName(Unit, "a unit"))
            || (operation is not null && !HasValidName(operation, "an operation")))
        {
            return;
        }

        if (Array.Find([Name, id], static given => MetricCatalogue.BuiltIn.Find(given) is not null) is { } taken)
        {
            WriteError(MetricErrors.BuiltIn(taken, ErrorCategory.ResourceExists));
            return;
        }

        var metric = new PerfMetric(
            id, Name, title, Unit, Direction, Aggregation ?? (CustomMetric.IsDuration(Unit) ? MetricAggregation.Median : MetricAggregation.Last), MetricKind.Custom, operation);
        TryStore(() =>
        {
            if (ShouldProcess($"{metric} in {OpenedStore.Location}", "Register metric"))
            {
                OpenedStore.Register(metric);
                if (PassThru)
                {
                    WriteObject(MetricRow.Of(metric));
                }
            }
        });
    }
}
