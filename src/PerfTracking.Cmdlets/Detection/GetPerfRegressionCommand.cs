using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Detection;

/// <summary>Judges the latest snapshot of each application, a given one, or a value that was not saved.</summary>
[Cmdlet(VerbsCommon.Get, "PerfRegression", DefaultParameterSetName = LatestSet)]
[OutputType(typeof(PerfVerdict))]
public sealed class GetPerfRegressionCommand : StoreCmdlet
{
    private const string LatestSet = "Latest";
    private const string SnapshotSet = "Snapshot";
    private const string ValueSet = "Value";

    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);
    private PerfPolicy? _policy;

    /// <summary>Identifiers or names of metrics, with wildcards; for a value, one metric.</summary>
    [Parameter(Position = 0, ParameterSetName = LatestSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = SnapshotSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = ValueSet)]
    [SupportsWildcards]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    public string[]? Metric { get; set; }

    /// <summary>Numbers of snapshots.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SnapshotSet, ValueFromPipeline = true)]
    [Alias("Id")]
    [SnapshotNumber(OfAlert = true)]
    [ArgumentCompleter(typeof(SnapshotCompleter))]
    public long[] SnapshotId { get; set; } = [];

    /// <summary>A value that was not saved, to be judged against the stored history.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ValueSet)]
    public double Value { get; set; }

    /// <summary>Applications, with wildcards.</summary>
    [Parameter(ParameterSetName = LatestSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ValueSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    public string[]? Application { get; set; }

    /// <summary>The preset to judge with; the store's policy unless given.</summary>
    [Parameter]
    [ValidateSet(PerfPolicy.CalibratedName, PerfPolicy.TieredName)]
    public string? Policy { get; set; }

    /// <summary>Whether verdicts without a finding come out too.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Whether findings that a person approved or denied come out too.</summary>
    [Parameter]
    public SwitchParameter IncludeAccepted { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        if (!(Names.Applications(Application) & Names.Metrics(Metric)))
        {
            return;
        }

        _asked.UnionWith(Metric ?? []);
        PerfPolicy policy = _policy ??= Policy is { } name ? Policies.Preset(name) : OpenedStore.ReadPolicy();
        switch (ParameterSetName)
        {
            case ValueSet:
                JudgeValue(policy);
                break;
            case SnapshotSet:
                foreach (long id in SnapshotId)
                {
                    if (FindSnapshot(id) is { } snapshot)
                    {
                        JudgeSnapshot(snapshot, policy);
                    }
                }

                break;
            default:
                if (OpenedStore.ReadApplications().Count == 0)
                {
                    WriteError(HistoryErrors.NoSnapshot(OpenedStore.Location.Text));
                }

                foreach (PerfSnapshot latest in FindLatestSnapshots(Application))
                {
                    JudgeSnapshot(latest, policy);
                }

                break;
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName != ValueSet && _asked.Count > 0)
        {
            TryStore(() => Names.Found([.. _asked], _found, MetricErrors.NotMeasured));
        }
    }

    private void JudgeValue(PerfPolicy policy)
    {
        var point = new SeriesPoint(0, Composition.Time.GetUtcNow(), Value);
        bool found = false;
        foreach (MetricSeries series in OpenedStore.ReadSeries(Query(policy.PointsNeeded)))
        {
            found = true;
            JudgeValue(series, point, policy);
        }

        if (!found)
        {
            JudgeWithoutHistory(point, policy);
        }
    }

    // A target can speak before anything was ever saved.
    private void JudgeWithoutHistory(SeriesPoint point, PerfPolicy policy)
    {
        NameFilter matches = NameFilter.Matching(Metric)!;
        string application = Application is [{ } named] && !NamePatterns.IsPattern(named) ? named : RunContextReader.ApplicationOf(this);
        PerfMetric[] metrics = [.. OpenedStore.ReadCatalogue(application).Metrics.Where(metric => matches.IsMatch(metric))];
        foreach (PerfMetric metric in metrics)
        {
            JudgeValue(new MetricSeries(metric, application, RunContextReader.Environment(this), Cold: false, []), point, policy);
        }
    }

    private void JudgeValue(MetricSeries series, SeriesPoint point, PerfPolicy policy)
    {
        if (CustomMetric.DefectOfValue(series.Metric, point.Value) is { } defect)
        {
            WriteError(MetricErrors.ValueNotValid(series.Metric, point.Value, defect));
            return;
        }

        Write(Composition.Detector.Judge(series, point, policy));
    }

    private void JudgeSnapshot(PerfSnapshot snapshot, PerfPolicy policy)
    {
        HistoryQuery query = Query(policy.PointsNeeded + 1) with
        {
            Application = NameFilter.Exactly(snapshot.Application),
            Environment = NameFilter.Exactly(snapshot.Environment),
            Cold = snapshot.Cold,
            UpTo = snapshot.Mark,
        };
        foreach (MetricSeries series in OpenedStore.ReadSeries(query))
        {
            if (series.Points[^1].SnapshotId == snapshot.Id)
            {
                Cancellation.ThrowIfCancellationRequested();
                _found.Add(series.Metric.Id);
                _found.Add(series.Metric.Name);
                JudgeLast(series, policy);
            }
        }
    }

    private void JudgeLast(MetricSeries series, PerfPolicy policy) =>
        Write(Composition.Detector.Judge(series with { Points = series.Points[..^1] }, series.Points[^1], policy));

    private void Write(PerfVerdict verdict)
    {
        // Secondary metrics speak where they are asked for by name.
        if (!All && (verdict.Severity == PerfSeverity.Ok || !(verdict.Metric.IsAlerting || Metric is not null)))
        {
            return;
        }

        PerfAlert? alert = VerdictAlert.Of(AlertsOf(verdict), verdict);
        if (All || IncludeAccepted || alert is not { State: AlertState.Approved or AlertState.Denied })
        {
            var output = PSObject.AsPSObject(verdict);
            output.Properties.Add(new PSNoteProperty("AlertId", alert?.Id));
            output.Properties.Add(new PSNoteProperty("AlertState", alert?.State));
            WriteRow(output);
        }
    }

    private PerfAlert[] AlertsOf(PerfVerdict verdict) => verdict.Severity == PerfSeverity.Ok ? [] :
    [
        .. OpenedStore.ReadAlerts(new AlertQuery
        {
            Application = NameFilter.Exactly(verdict.Application),
            Environment = NameFilter.Exactly(verdict.Environment),
            Cold = verdict.Cold,
            Metric = NameFilter.Exactly(verdict.Metric.Id),
        }),
    ];

    private HistoryQuery Query(int last) => new()
    {
        Application = NameFilter.Matching(Application),
        Metric = NameFilter.Matching(Metric),
        Last = last,
    };
}
