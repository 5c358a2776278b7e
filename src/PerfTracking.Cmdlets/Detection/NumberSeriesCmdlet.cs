using System.Globalization;
using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.History;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;
using PerfTracking.Metrics;
using PerfTracking.Stores;

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
    [ValidateElementsNotNull]
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
            _numbers.Add(PointOf(InputObject!, number));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!IsStored)
        {
            // What judges a series asks for a metric's direction and unit; nothing that comes out names this one.
            var numbers = new PerfMetric(string.Empty, string.Empty, string.Empty, string.Empty, Direction, MetricAggregation.Last, MetricKind.Custom);
            TryStore(() => Analyse(new MetricSeries(numbers, string.Empty, string.Empty, Cold: false, [.. _numbers])));
            return;
        }

        TryStore(() =>
        {
            var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            string[] wanted = _pipedMetrics.Count > 0 ? [.. _pipedMetrics] : Metric;
            if (!AreNamesKnown(wanted))
            {
                return;
            }

            foreach (MetricSeries series in OpenedStore.ReadSeries(Query with { Metric = NameFilter.Matching(wanted), Last = Last > 0 ? Last : null }, wholeHistory: true))
            {
                Cancellation.ThrowIfCancellationRequested();
                found.Add(series.Metric.Id);
                found.Add(series.Metric.Name);
                Analyse(series);
            }

            Names.Found(wanted, found, name => MetricErrors.NoHistory(name, OpenedStore.Location.Text));
        });
    }

    /// <summary>Whether it is stored series that are analysed, by name or by piped metrics.</summary>
    private protected bool IsStored => ParameterSetName == StoredSet || (_pipedMetrics.Count > 0 && _numbers.Count == 0);

    /// <summary>Analyses one series.</summary>
    /// <param name="series">The series, complete.</param>
    private protected abstract void Analyse(MetricSeries series);

    /// <summary>Writes what was found in a series, with the names of that series where it is a stored one.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="series">The series.</param>
    private protected void WriteResult(object result, MetricSeries series)
    {
        var output = PSObject.AsPSObject(result);
        if (IsStored)
        {
            if (output.Properties[nameof(series.Metric)] is null)
            {
                output.Properties.Add(new PSNoteProperty(nameof(series.Metric), series.Metric.Id));
            }

            output.Properties.Add(new PSNoteProperty(nameof(series.Application), series.Application));
            output.Properties.Add(new PSNoteProperty(nameof(series.Environment), series.Environment));
            output.Properties.Add(new PSNoteProperty(nameof(series.Cold), series.Cold));
        }

        WriteRow(output);
    }

    // A row may say when and of which commit its number is.
    private SeriesPoint PointOf(PSObject row, double number) => Property is null ? new SeriesPoint(0, default, number) : new SeriesPoint(
        LanguagePrimitives.TryConvertTo(ValueIn(row, nameof(SeriesPoint.SnapshotId)), CultureInfo.InvariantCulture, out long snapshot) ? snapshot : 0,
        TimeOf(ValueIn(row, nameof(SeriesPoint.Timestamp))),
        number,
        ValueIn(row, nameof(SeriesPoint.Commit)) is string { Length: > 0 } commit ? commit : null);

    private static DateTimeOffset TimeOf(object? value) => value switch
    {
        DateTimeOffset time => time,
        DateTime time => GivenTime.Of(time),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time,
        _ => default,
    };

    private static object? ValueIn(PSObject row, string property) => row.Properties[property]?.Value is { } value ? (value as PSObject)?.BaseObject ?? value : null;

    private double? NumberOf(PSObject? input)
    {
        object? value = Property is null || input is null ? input?.BaseObject : ValueIn(input, Property);
        if (GivenNumber.Of(value) is { } number)
        {
            return number;
        }

        WriteError(InputErrors.NumberNotValid(value, Property, input));
        return null;
    }
}
