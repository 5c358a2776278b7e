using System.Collections;
using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Formats.Results;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Brings other tools' results, and old history, into a store, with their own times and commits.</summary>
[Cmdlet(VerbsData.Import, "PerfMeasurement", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(PerfSnapshot))]
public sealed class ImportPerfMeasurementCommand : StoreCmdlet
{
    private const int SnapshotsPerProgress = 50;
    private static readonly TimeSpan ProgressAfter = TimeSpan.FromSeconds(2);

    /// <summary>The files, with wildcards, or the folder that Criterion.rs writes.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateElementsNotNull]
    public string[] Path { get; set; } = [];

    /// <summary>The files, each character as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    [ValidateElementsNotNull]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Whose format it is; seen from the content unless given.</summary>
    [Parameter]
    public ResultFormat? Format { get; set; }

    /// <summary>The application whose history the values join; what the file says unless given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    public string? Application { get; set; }

    /// <summary>The environment in which they were measured; what the file says, or else this machine, unless given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Environment { get; set; }

    /// <summary>When they were measured; what the file says, or else when it was written, unless given.</summary>
    [Parameter]
    [Moment]
    public DateTime? Timestamp { get; set; }

    /// <summary>The commit that was measured; what the file says unless given.</summary>
    [Parameter]
    public string? Commit { get; set; }

    /// <summary>The branch that was measured; what the file says unless given.</summary>
    [Parameter]
    public string? Branch { get; set; }

    /// <summary>What to attach to the snapshots.</summary>
    [Parameter]
    public Hashtable? Tag { get; set; }

    /// <summary>Whether each snapshot is judged as a save at its own time would have been, and alerts are raised.</summary>
    [Parameter]
    public SwitchParameter Evaluate { get; set; }

    /// <summary>Whether the snapshots come out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MakesStore => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if ((Application is not null && !HasValidName(Application, "an application")) || (Environment is not null && !HasValidName(Environment, "an environment")))
        {
            return;
        }

        bool literal = ParameterSetName == "LiteralPath";
        foreach (string path in InputFiles.Resolve(this, literal ? LiteralPath : Path, literal))
        {
            try
            {
                Import(path);
            }
            catch (ResultFileException exception)
            {
                WriteError(ResultFileErrors.NotRead(exception, path));
            }
            catch (ArgumentException exception)
            {
                WriteError(ResultFileErrors.NameNotValid(exception, path));
            }
        }
    }

    private void Import(string path)
    {
        var history = ImportedHistory.Read(path, Format, new ImportContext(RunContextReader.Environment(this), Composition.SessionId, TagTable.Read(Tag))
        {
            Application = Application,
            Environment = Environment,
            Commit = Commit,
            Branch = Branch,
            At = Timestamp is { } time ? GivenTime.Of(time) : null,
        });
        if (history.Snapshots.Count == 0 || !ShouldProcess(OpenedStore.Location.ToString(), $"Import {history.Snapshots.Count} snapshots from '{path}'"))
        {
            return;
        }

        TryStore(() =>
        {
            // A metric that nobody registered is one of which less is better; that a throughput is not must be said before its first value.
            MetricCatalogue catalogue = OpenedStore.ReadCatalogue(history.Snapshots[0].Application);
            EnsureSameUnits(path, history, catalogue);
            foreach (PerfMetric metric in history.Metrics.Where(metric => catalogue.FindById(metric.Id) is null))
            {
                OpenedStore.Register(metric);
            }

            IReadOnlyList<PerfSnapshot> snapshots = SnapshotIdentity.Recognize(OpenedStore, history.Snapshots);
            int added = Evaluate ? Save(snapshots) : OpenedStore.Append(snapshots);
            int known = snapshots.Count - added;
            WriteVerbose(known == 0 ? $"'{path}': {added} snapshots." : $"'{path}': {added} new snapshots; {known} were there already.");
            if (PassThru)
            {
                WriteImported(snapshots);
            }
        });
    }

    // A series has one unit, and values in another would be taken for values in it.
    private static void EnsureSameUnits(string path, ImportedHistory history, MetricCatalogue catalogue)
    {
        var units = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (PerfMeasurement row in history.Snapshots.SelectMany(static snapshot => snapshot.Measurements).Where(static row => row.Unit.Length > 0))
        {
            string known = catalogue.FindById(row.Metric) is { Unit.Length: > 0 } metric ? metric.Unit : units.GetValueOrDefault(row.Metric, row.Unit);
            if (known != row.Unit)
            {
                throw new ResultFileException(ResultFileDefect.ResultFileMalformed, $"'{path}' has values of '{row.Metric}' in '{row.Unit}', and others are in '{known}'.");
            }

            units[row.Metric] = known;
        }
    }

    private int Save(IReadOnlyList<PerfSnapshot> snapshots)
    {
        long started = Composition.Time.GetTimestamp();
        int added = 0;
        var raised = new HashSet<long>();
        foreach (PerfSnapshot saved in Composition.HistorySaving.Save(OpenedStore, snapshots))
        {
            Cancellation.ThrowIfCancellationRequested();
            raised.UnionWith(saved.Alerts.Where(static alert => alert.IsNew || alert.HasGrown).Select(static alert => alert.Id));
            if (++added % SnapshotsPerProgress == 0 && Composition.Time.GetElapsedTime(started) > ProgressAfter)
            {
                WriteProgress(new ProgressRecord(1, "Importing", $"{added} snapshots judged") { PercentComplete = (int)(100L * added / snapshots.Count) });
            }
        }

        WriteProgress(new ProgressRecord(1, "Importing", "Done") { RecordType = ProgressRecordType.Completed });

        // What ended before the file did is no news.
        foreach (PerfAlert alert in raised.Count == 0 ? [] : OpenedStore.ReadAlerts(new AlertQuery { States = [AlertState.Open] }).Where(alert => raised.Contains(alert.Id)))
        {
            WarnOfAlert(alert);
        }

        return added;
    }

    // As the store has them, with the numbers they got there.
    private void WriteImported(IReadOnlyList<PerfSnapshot> snapshots)
    {
        var identities = snapshots.Select(static snapshot => snapshot.Identity).ToHashSet();
        foreach (PerfSnapshot snapshot in OpenedStore.ReadSnapshots(new HistoryQuery { Since = snapshots[0].Timestamp, Until = snapshots[^1].Timestamp }))
        {
            if (identities.Contains(snapshot.Identity))
            {
                WriteRow(snapshot);
            }
        }
    }
}
