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
    private readonly HashSet<string> _refused = [];
    private PerfPolicy? _policy;

    /// <summary>Identifiers or names of metrics, with wildcards; for a value, one metric.</summary>
    [Parameter(Position = 0, ParameterSetName = LatestSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = SnapshotSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = ValueSet)]
    [SupportsWildcards]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateElementsNotNull]
    public string[]? Metric { get; set; }

    /// <summary>Numbers of snapshots.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SnapshotSet, ValueFromPipeline = true)]
    [Alias("Id")]
    [SnapshotNumber(OfAlert = true)]
    [ArgumentCompleter(typeof(SnapshotCompleter))]
    public long[] SnapshotId { get; set; } = [];

    /// <summary>A value that was not saved, to be judged against the stored history.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ValueSet)]
    [InvariantNumber]
    public double Value { get; set; }

    /// <summary>Applications, with wildcards.</summary>
    [Parameter(ParameterSetName = LatestSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ValueSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ValidateElementsNotNull]
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
                        JudgeSnapshots([snapshot], policy);
                    }
                }

                break;
            default:
                if (OpenedStore.ReadApplications().Count == 0)
                {
                    WriteError(HistoryErrors.NoSnapshot(OpenedStore.Location.Text));
                }

                JudgeSnapshots([.. FindLatestSnapshots(Application)], policy);
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
        NameFilter? application = NameFilter.Matching(Application), metric = NameFilter.Matching(Metric);
        var alerts = new SeriesAlerts(OpenedStore, new AlertQuery { Application = application, Metric = metric });
        foreach (MetricSeries series in OpenedStore.ReadSeries(new HistoryQuery { Application = application, Metric = metric, Last = policy.PointsNeeded }))
        {
            Cancellation.ThrowIfCancellationRequested();
            found = true;
            JudgeValue(series, point, policy, alerts);
        }

        if (!found)
        {
            JudgeWithoutHistory(point, policy, alerts);
        }
    }

    // A target can speak before anything was ever saved.
    private void JudgeWithoutHistory(SeriesPoint point, PerfPolicy policy, SeriesAlerts alerts)
    {
        NameFilter matches = NameFilter.Matching(Metric)!;
        string application = Application is [{ } named] && !NamePatterns.IsPattern(named) ? named : RunContextReader.ApplicationOf(this);
        PerfMetric[] metrics = [.. OpenedStore.ReadCatalogue(application).Metrics.Where(metric => matches.IsMatch(metric))];
        foreach (PerfMetric metric in metrics)
        {
            JudgeValue(new MetricSeries(metric, application, RunContextReader.Environment(this), Cold: false, []), point, policy, alerts);
        }
    }

    private void JudgeValue(MetricSeries series, SeriesPoint point, PerfPolicy policy, SeriesAlerts alerts)
    {
        if (CustomMetric.DefectOfValue(series.Metric, point.Value) is { } defect)
        {
            // Once for all series of it.
            if (_refused.Add(series.Metric.Id))
            {
                WriteError(MetricErrors.ValueNotValid(series.Metric, point.Value, defect));
            }

            return;
        }

        Write(Composition.Detector.Judge(series, point, policy), alerts);
    }

    // All of them at once: reading one application again and again costs what reading many does.
    private void JudgeSnapshots(PerfSnapshot[] snapshots, PerfPolicy policy)
    {
        if (snapshots.Length == 0)
        {
            return;
        }

        HashSet<long> judged = [.. snapshots.Select(static snapshot => snapshot.Id)];
        NameFilter? metric = NameFilter.Matching(Metric);
        var alerts = new SeriesAlerts(OpenedStore, new AlertQuery
        {
            Application = snapshots.Length == 1 ? NameFilter.Exactly(snapshots[0].Application) : NameFilter.Matching(Application),
            Metric = metric,
            SeenSince = snapshots.Min(static snapshot => snapshot.Timestamp),
        });
        foreach (MetricSeries series in OpenedStore.ReadSeries(new HistoryQuery { EachUpTo = judged, Metric = metric, Last = policy.PointsNeeded + 1 }))
        {
            Cancellation.ThrowIfCancellationRequested();
            if (judged.Contains(series.Points[^1].SnapshotId))
            {
                _found.Add(series.Metric.Id);
                _found.Add(series.Metric.Name);
                Write(Composition.Detector.Judge(series with { Points = series.Points[..^1] }, series.Points[^1], policy), alerts);
            }
        }
    }

    private void Write(PerfVerdict verdict, SeriesAlerts alerts)
    {
        // Secondary metrics speak where they are asked for by name.
        if (!All && (verdict.Severity == PerfSeverity.Ok || !(verdict.Metric.IsAlerting || Metric is not null)))
        {
            return;
        }

        PerfAlert? alert = alerts.For(verdict);
        if (All || IncludeAccepted || alert is not { State: AlertState.Approved or AlertState.Denied })
        {
            var output = PSObject.AsPSObject(verdict);
            output.Properties.Add(new PSNoteProperty("AlertId", alert?.Id));
            output.Properties.Add(new PSNoteProperty("AlertState", alert?.State));
            WriteRow(output);
        }
    }
}
