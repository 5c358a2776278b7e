using System.Globalization;
using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.History;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Detection;

/// <summary>A cmdlet that analyses stored series, or any numbers from the pipeline as one series.</summary>
public abstract class NumberSeriesCmdlet : HistoryCmdlet
{
    /// <summary>The parameter set of numbers from the pipeline.</summary>
    private protected const string InputSet = "Input";

    /// <summary>The parameter set of stored history.</summary>
    private protected const string StoredSet = "Stored";

    private readonly List<SeriesPoint> _numbers = [];
    private readonly List<string> _pipedMetrics = [];

    private protected NumberSeriesCmdlet()
    {
    }

    /// <summary>Numbers, or objects with a property that holds them, oldest first; or metrics, whose stored series are meant.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The property that holds the number.</summary>
    [Parameter(ParameterSetName = InputSet)]
    [ValidateNotNullOrEmpty]
    public string? Property { get; set; }

    /// <summary>Which direction of piped numbers is better.</summary>
    [Parameter(ParameterSetName = InputSet)]
    public MetricDirection Direction { get; set; }

    /// <summary>Identifiers or names of metrics in the store, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = StoredSet)]
    [SupportsWildcards]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    public string[] Metric { get; set; } = [];

    /// <summary>The latest so many points of each stored series.</summary>
    [Parameter(ParameterSetName = StoredSet)]
    [ValidateRange(2, int.MaxValue)]
    public int Last { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputSet && Property is null && InputObject?.BaseObject is PerfMetric metric)
        {
            _pipedMetrics.Add(metric.Id);
        }
        else if (ParameterSetName == InputSet && NumberOf(InputObject) is { } number)
        {
            _numbers.Add(new SeriesPoint(0, default, number));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!IsStored)
        {
            var metric = new PerfMetric("input", Property ?? "input", Property ?? "Input", string.Empty, Direction, MetricAggregation.Last, MetricKind.Custom);
            Analyse(new MetricSeries(metric, RunContextReader.ApplicationOf(this), string.Empty, Cold: false, [.. _numbers]));
            return;
        }

        TryStore(() =>
        {
            var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            string[] wanted = _pipedMetrics.Count > 0 ? [.. _pipedMetrics] : Metric;
            foreach (MetricSeries series in OpenedStore.ReadSeries(Query with { Metric = NamePatterns.MetricMatcher(wanted), Last = Last > 0 ? Last : null }, wholeHistory: true))
            {
                found.Add(series.Metric.Id);
                found.Add(series.Metric.Name);
                Analyse(series);
            }

            foreach (string missing in NamePatterns.Missing(wanted, found))
            {
                Fail("NoHistory", $"Nothing was measured of '{missing}' yet in '{OpenedStore.Location}'.", ErrorCategory.ObjectNotFound, missing);
            }
        });
    }

    /// <summary>Whether it is stored series that are analysed, by name or by piped metrics.</summary>
    private protected bool IsStored => ParameterSetName == StoredSet || (_pipedMetrics.Count > 0 && _numbers.Count == 0);

    /// <summary>Analyses one series.</summary>
    /// <param name="series">The series, complete.</param>
    private protected abstract void Analyse(MetricSeries series);

    private double? NumberOf(PSObject? input)
    {
        object? value = Property is null ? input?.BaseObject : input?.Properties[Property]?.Value;
        if (value is PSObject wrapped)
        {
            value = wrapped.BaseObject;
        }

        // A CSV file's cells are text; its numbers are written the same everywhere.
        double number = double.NaN;
        bool isNumber = value switch
        {
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            null or bool or DateTime => false,
            _ => LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out number),
        };
        if (isNumber && double.IsFinite(number))
        {
            return number;
        }

        string place = Property is null ? "" : $" in the property '{Property}'";
        Fail("NumberNotValid", $"'{value}'{place} is not a finite number and is left out.", ErrorCategory.InvalidData, input);
        return null;
    }
}
