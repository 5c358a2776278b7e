using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Detection;

/// <summary>Judges the latest snapshot of each application, a given one, or a value that was not saved.</summary>
[Cmdlet(VerbsCommon.Get, "PerfRegression", DefaultParameterSetName = LatestSet)]
[OutputType(typeof(PerfRegression))]
public sealed class GetPerfRegressionCommand : StoreCmdlet
{
    private const string LatestSet = "Latest";
    private const string SnapshotSet = "Snapshot";
    private const string ValueSet = "Value";

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

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        PerfPolicy policy = Policy is { } name ? Policies.Preset(name) : OpenedStore.ReadPolicy();
        switch (ParameterSetName)
        {
            case ValueSet:
                JudgeValue(policy);
                break;
            case SnapshotSet:
                foreach (long id in SnapshotId)
                {
                    JudgeSnapshot(id, policy);
                }

                break;
            default:
                JudgeLatest(policy);
                break;
        }
    });

    private void JudgeValue(PerfPolicy policy)
    {
        if (!double.IsFinite(Value))
        {
            Fail("ValueNotValid", $"{Value} cannot be judged: it is not a finite number.", ErrorCategory.InvalidArgument, Value);
            return;
        }

        var point = new SeriesPoint(0, Composition.Time.GetUtcNow(), Value);
        bool found = false;
        foreach (MetricSeries series in OpenedStore.ReadSeries(Query(policy.PointsNeeded)))
        {
            found = true;
            Write(Composition.Detector.Judge(series, point, policy));
        }

        if (!found)
        {
            JudgeWithoutHistory(point, policy);
        }
    }

    // A target can speak before anything was ever saved.
    private void JudgeWithoutHistory(SeriesPoint point, PerfPolicy policy)
    {
        Func<string, string, bool> matches = NamePatterns.MetricMatcher(Metric)!;
        string application = Application is [{ } named] && !WildcardPattern.ContainsWildcardCharacters(named) ? named : RunContextReader.ApplicationOf(this);
        PerfMetric[] metrics = [.. OpenedStore.ReadCatalogue(application).Metrics.Where(metric => matches(metric.Id, metric.Name))];
        if (metrics.Length == 0 && !Array.Exists(Metric!, WildcardPattern.ContainsWildcardCharacters))
        {
            Fail("MetricNotFound", $"There is no metric '{string.Join(", ", Metric!)}'.", ErrorCategory.ObjectNotFound, Metric);
        }

        foreach (PerfMetric metric in metrics)
        {
            Write(Composition.Detector.Judge(new MetricSeries(metric, application, RunContextReader.Environment(this), Cold: false, []), point, policy));
        }
    }

    private void JudgeSnapshot(long id, PerfPolicy policy)
    {
        if (OpenedStore.ReadSnapshots(new HistoryQuery { SnapshotIds = [id] }).FirstOrDefault() is not { } snapshot)
        {
            Fail("SnapshotNotFound", $"There is no snapshot {id} in '{OpenedStore.Location}'.", ErrorCategory.ObjectNotFound, id);
            return;
        }

        HistoryQuery query = Query(policy.PointsNeeded + 1) with
        {
            Application = name => name == snapshot.Application,
            Environment = name => name == snapshot.Environment,
            Cold = snapshot.Cold,
            UpToSnapshotId = id,
        };
        foreach (MetricSeries series in OpenedStore.ReadSeries(query))
        {
            if (series.Points[^1].SnapshotId == id)
            {
                JudgeLast(series, policy);
            }
        }
    }

    private void JudgeLatest(PerfPolicy policy)
    {
        foreach (string application in OpenedStore.ReadApplications().Where(name => NamePatterns.Matcher(Application)?.Invoke(name) != false))
        {
            var latest = new HistoryQuery { Application = name => string.Equals(name, application, StringComparison.OrdinalIgnoreCase), Last = 1 };
            foreach (PerfSnapshot snapshot in OpenedStore.ReadSnapshots(latest))
            {
                JudgeSnapshot(snapshot.Id, policy);
            }
        }
    }

    private void JudgeLast(MetricSeries series, PerfPolicy policy) =>
        Write(Composition.Detector.Judge(series with { Points = series.Points[..^1] }, series.Points[^1], policy));

    private void Write(PerfRegression verdict)
    {
        // Secondary metrics speak where they are asked for by name.
        if (All || (verdict.Severity != PerfSeverity.Ok && (verdict.Metric.IsAlerting || Metric is not null)))
        {
            WriteObject(verdict);
        }
    }

    private HistoryQuery Query(int last) => new()
    {
        Application = NamePatterns.Matcher(Application),
        Metric = NamePatterns.MetricMatcher(Metric),
        Last = last,
    };
}
