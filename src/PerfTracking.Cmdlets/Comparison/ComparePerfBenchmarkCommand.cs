using System.Management.Automation;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.History;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Comparison;
using PerfTracking.Formats.Comparisons;
using PerfTracking.Gates;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Comparison;

/// <summary>Says how far two files of results, two arms of a session, two groups of history or two sets of numbers lie apart, and how surely.</summary>
[Cmdlet(VerbsData.Compare, "PerfBenchmark", DefaultParameterSetName = SidesSet, SupportsShouldProcess = true)]
[OutputType(typeof(PerfComparison))]
public sealed class ComparePerfBenchmarkCommand : HistoryCmdlet
{
    private const string SidesSet = "Sides";
    private const string GroupSet = "Group";
    private const string InputSet = "Input";
    private const string RowsSet = "Rows";

    private readonly List<PerfBenchmarkSession> _piped = [];
    private readonly List<PerfComparison> _compared = [];
    private readonly Dictionary<string, List<double>> _rows = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What it is compared with: a file of results, a session, numbers; with -By the name of a group.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = SidesSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = GroupSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RowsSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Baseline { get; set; }

    /// <summary>What is judged, likewise; left out where the baseline is a session whose arms ran in turns.</summary>
    [Parameter(Position = 1, ParameterSetName = SidesSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = GroupSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = RowsSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Current { get; set; }

    /// <summary>Sessions; files; two sets of numbers; or rows of two groups.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RowsSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>What groups are made by: branch, commit or tag:name of stored history; a property of piped rows.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GroupSet)]
    [Parameter(Mandatory = true, ParameterSetName = RowsSet)]
    [ValidateNotNullOrEmpty]
    public string By { get; set; } = string.Empty;

    /// <summary>The property of piped rows that holds the number.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowsSet)]
    [ValidateNotNullOrEmpty]
    public string Property { get; set; } = string.Empty;

    /// <summary>Whose format files have; seen from their content unless given.</summary>
    [Parameter(ParameterSetName = SidesSet)]
    [Parameter(ParameterSetName = InputSet)]
    public ResultFormat? Format { get; set; }

    /// <summary>Which direction of plain numbers is better.</summary>
    [Parameter(ParameterSetName = SidesSet)]
    [Parameter(ParameterSetName = InputSet)]
    [Parameter(ParameterSetName = RowsSet)]
    public MetricDirection Direction { get; set; }

    /// <summary>These benchmarks alone, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [Alias("Benchmark")]
    [ArgumentCompleter(typeof(BenchmarkCompleter))]
    [ValidateElementsNotNull]
    public string[]? Name { get; set; }

    /// <summary>These metrics alone, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateElementsNotNull]
    public string[]? Metric { get; set; }

    /// <summary>The change below which a measured metric counts as unchanged, in per cent.</summary>
    [Parameter]
    [InvariantNumber]
    public double Threshold { get; set; } = new ComparisonOptions().ThresholdPercent;

    /// <summary>The same for what is counted and hardly varies.</summary>
    [Parameter]
    [InvariantNumber]
    public double CountedThreshold { get; set; } = new ComparisonOptions().CountedThresholdPercent;

    /// <summary>How sure all intervals are together, 0–1.</summary>
    [Parameter]
    [InvariantNumber]
    public double Confidence { get; set; } = new ComparisonOptions().Confidence;

    /// <summary>The least difference, in the metric's own unit, that can be a change.</summary>
    [Parameter]
    [InvariantNumber]
    public double MinimumDifference { get; set; } = double.NaN;

    /// <summary>The file that the comparison is written to as well, in the format that its ending says.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateFilePath]
    public string? OutFile { get; set; }

    private ComparisonOptions Options => new()
    {
        ThresholdPercent = Threshold,
        CountedThresholdPercent = CountedThreshold,
        Confidence = Confidence,
        MinimumDifference = double.IsNaN(MinimumDifference) ? null : MinimumDifference,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            Options.EnsureValid();
        }
        catch (ArgumentOutOfRangeException exception)
        {
            ThrowTerminatingError(InputErrors.LimitNotValid(exception));
        }

        if (OutFile is not null && ComparisonWriter.FormatOf(OutFile) is null)
        {
            ThrowTerminatingError(ReportErrors.FormatNotGiven(OutFile));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == RowsSet)
        {
            AddRow(PSObject.AsPSObject(InputObject ?? string.Empty));
        }
        else if (ParameterSetName == InputSet && ComparedInput.Read(this, InputObject, Format, Direction) is { } session)
        {
            _piped.Add(session);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        switch (ParameterSetName)
        {
            case GroupSet:
                CompareStored();
                break;
            case RowsSet:
                CompareRows();
                break;
            case SidesSet when !MyInvocation.BoundParameters.ContainsKey(nameof(Current)):
                ComparePaired(ComparedInput.Read(this, Baseline, Format, Direction));
                break;
            case SidesSet:
                Compare(ComparedInput.Read(this, Baseline, Format, Direction), ComparedInput.Read(this, Current, Format, Direction));
                break;
            default:
                ComparePiped();
                break;
        }

        // What was not compared is told by then, and leaves no file that looks like an answer.
        if (OutFile is not null && _compared.Count > 0 && ComparisonWriter.FormatOf(OutFile) is { } format)
        {
            ComparisonFile.Write(this, new ComparisonReport(_compared), OutFile, format);
        }
    }

    private void ComparePiped()
    {
        if (_piped.Count == 2 && !_piped.Exists(IsPaired))
        {
            Compare(_piped[0], _piped[1]);
            return;
        }

        if (_piped.Count > 1 && !_piped.TrueForAll(IsPaired))
        {
            WriteError(ComparisonErrors.NotTwoSides(_piped.Count));
            return;
        }

        _piped.ForEach(ComparePaired);
    }

    private void AddRow(PSObject row)
    {
        object? value = row.Properties[Property]?.Value;
        if (GivenNumber.Of(value) is not { } number)
        {
            WriteError(InputErrors.NumberNotValid(value, Property, row));
            return;
        }

        string group = row.Properties[By]?.Value?.ToString() ?? string.Empty;
        (_rows.TryGetValue(group, out List<double>? numbers) ? numbers : _rows[group] = []).Add(number);
    }

    private void CompareRows()
    {
        string baseline = NameOf(Baseline), current = NameOf(Current);
        bool found = true;
        foreach (string name in new[] { baseline, current }.Where(name => !_rows.ContainsKey(name)))
        {
            WriteError(ComparisonErrors.GroupNotFound(By, name, "the pipeline"));
            found = false;
        }

        if (found)
        {
            Compare(ComparedInput.OfNumbers(_rows[baseline], Direction), ComparedInput.OfNumbers(_rows[current], Direction));
        }
    }

    private void CompareStored()
    {
        if (!StoredGroups.IsKnown(By))
        {
            WriteError(ComparisonErrors.GroupingNotValid(By));
            return;
        }

        TryStore(() =>
        {
            if (!AreNamesKnown(Metric))
            {
                return;
            }

            var groups = new StoredGroups(OpenedStore, OpenedStore);
            HistoryQuery query = Query with { Metric = NameFilter.Matching(Metric) };
            if (!AreUnique(groups, query))
            {
                return;
            }

            PerfBenchmarkSession baseline = groups.Read(By, NameOf(Baseline), query), current = groups.Read(By, NameOf(Current), query);
            foreach (PerfBenchmarkSession empty in new[] { baseline, current }.Where(static group => group.Results.Count == 0))
            {
                WriteError(ComparisonErrors.GroupNotFound(By, empty.Source, $"'{OpenedStore.Location.Text}'"));
            }

            if (baseline.Results.Count > 0 && current.Results.Count > 0)
            {
                Metric = null;
                Compare(baseline, current);
            }
        });
    }

    private bool AreUnique(StoredGroups groups, HistoryQuery query)
    {
        bool unique = true;
        foreach (string name in new[] { NameOf(Baseline), NameOf(Current) }.Distinct())
        {
            if (groups.CommitsOf(By, name, query) is { Count: > 1 } commits)
            {
                WriteError(ComparisonErrors.GroupNotUnique(name, commits));
                unique = false;
            }
        }

        return unique;
    }

    private void ComparePaired(PerfBenchmarkSession? session)
    {
        TellProblems(session);
        if (session is not null && !IsPaired(session))
        {
            WriteError(ComparisonErrors.OneSideOnly(session.Source));
        }
        else if (session is not null && AreNamesFound(session))
        {
            Write(Composition.Comparer.Compare(Chosen(session), Options));
        }
    }

    private void Compare(PerfBenchmarkSession? baseline, PerfBenchmarkSession? current)
    {
        TellProblems(baseline);
        TellProblems(current);
        if (baseline is null || current is null || !AreNamesFound(baseline, current))
        {
            return;
        }

        if (baseline.Environment is { } one && current.Environment is { } other && one != other)
        {
            Warn("EnvironmentsDiffer", $"The baseline was measured on '{one}' and the current side on '{other}': what differs may be the machine.");
        }

        Write(Composition.Comparer.Compare(Chosen(baseline), Chosen(current), Options));
    }

    // A comparison is of what was measured, and has no place for what was not.
    private void TellProblems(PerfBenchmarkSession? session)
    {
        foreach (BenchmarkProblem problem in session?.Problems ?? [])
        {
            Warn(problem.Id, problem.Message);
        }
    }

    private void Write(IEnumerable<PerfComparison> comparisons)
    {
        foreach (PerfComparison comparison in comparisons)
        {
            _compared.Add(comparison);
            WriteRow(comparison);
        }
    }

    // What nobody asked for must not cost what was asked for its sureness: it goes before anything is compared.
    private PerfBenchmarkSession Chosen(PerfBenchmarkSession session)
    {
        NameFilter? names = NameFilter.Matching(Name), metrics = NameFilter.Matching(Metric);
        return session with
        {
            Results =
            [
                .. session.Results.Where(result => names?.IsMatch(result.Name) != false)
                    .Select(result => result with { Series = [.. result.Series.Where(series => metrics?.IsMatch(series.Metric) != false)] })
                    .Where(result => metrics is null || result.Series.Count > 0 || result.Error is not null),
            ],
        };
    }

    private bool AreNamesFound(params PerfBenchmarkSession[] sessions)
    {
        PerfBenchmarkResult[] results = [.. sessions.SelectMany(static session => session.Results)];
        return AreFound(Name, ComparisonErrors.BenchmarkNotCompared, results.Select(static result => result.Name))
            & AreFound(Metric, ComparisonErrors.MetricNotCompared, results.SelectMany(static result => result.Series).Select(static series => series.Metric));
    }

    private bool AreFound(string[]? wanted, Func<string, ErrorRecord> error, IEnumerable<string> present)
    {
        string[] missing = [.. NamePatterns.Missing(wanted, new HashSet<string>(present, StringComparer.OrdinalIgnoreCase))];
        foreach (string name in missing)
        {
            WriteError(error(name));
        }

        return missing.Length == 0;
    }

    private static bool IsPaired(PerfBenchmarkSession session) => session.Results.Any(static result => result.Arm == BenchmarkArm.Base);

    private static string NameOf(object? name) => (name is PSObject wrapped ? wrapped.BaseObject : name)?.ToString() ?? string.Empty;
}
