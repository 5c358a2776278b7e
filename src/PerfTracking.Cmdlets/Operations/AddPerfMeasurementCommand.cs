using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Operations;

/// <summary>Records a value of a metric, to be stored by the next save.</summary>
[Cmdlet(VerbsCommon.Add, "PerfMeasurement")]
[OutputType(typeof(void))]
public sealed class AddPerfMeasurementCommand : PerfCmdlet
{
    /// <summary>The metric's identifier or name; an unknown name makes a custom metric.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(MetricCompleter))]
    public string Metric { get; set; } = string.Empty;

    /// <summary>The value, in the metric's unit.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [InvariantNumber]
    public double Value { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!HasValidName(Metric, "a metric"))
        {
            return;
        }

        PerfMetric? builtIn = MetricCatalogue.BuiltIn.Find(Metric);
        bool looksBuiltIn = CustomMetric.LooksBuiltIn(Metric);
        PerfMetric? known = builtIn ?? (looksBuiltIn || Value < 0 ? Registered(Metric) : null);
        if (known is null && looksBuiltIn)
        {
            WriteError(MetricErrors.NotFound(Metric));
            return;
        }

        var key = new MetricKey(builtIn?.Id ?? Metric, IsOperation: false);
        PerfMetric metric = known ?? CustomMetric.Implied(key);
        if (CustomMetric.DefectOfValue(metric, Value) is { } defect)
        {
            WriteError(MetricErrors.ValueNotValid(metric, Value, defect));
            return;
        }

        Composition.Measurements.Add(key, Value);
    }

    // Adding a value does not open the store; only a negative one is worth asking for the metric's unit, and a name that may be
    // a slip for whether it is one.
    private static PerfMetric? Registered(string name)
    {
        try
        {
            return Composition.Stores.Open(path: null).ReadCatalogue(string.Empty).Find(name);
        }
        catch (PerfStoreException)
        {
            return null;
        }
    }
}
