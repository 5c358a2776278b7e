using System.Collections;
using System.Management.Automation;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Comparison;
using PerfTracking.Detection;
using PerfTracking.Formats.Gates;
using PerfTracking.Gates;

namespace PerfTracking.Cmdlets.Comparison;

/// <summary>Says whether what was compared lies within the limits, and ends a build that does not.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PerfGate", DefaultParameterSetName = InputSet)]
[OutputType(typeof(PerfGateResult))]
public sealed class TestPerfGateCommand : PerfCmdlet
{
    private const string InputSet = "Input";
    private const string PathSet = "Path";
    private const string FileName = "perfgate.json";
    private const int WithoutVerdict = 2;

    private readonly List<PerfBenchmarkSession> _sessions = [];
    private readonly List<PerfComparison> _comparisons = [];
    private readonly List<BenchmarkProblem> _problems = [];
    private readonly List<BenchmarkArm> _arms = [];

    /// <summary>Comparisons, sessions with a base or files of them, or verdicts on stored history.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = InputSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>A file of results in which base and head ran in turns.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>A regression of more than this fails, in per cent.</summary>
    [Parameter]
    [InvariantNumber]
    public double FailPercent { get; set; } = new PerfGateLimits().FailPercent;

    /// <summary>A regression of more than this warns, in per cent.</summary>
    [Parameter]
    [InvariantNumber]
    public double WarnPercent { get; set; } = new PerfGateLimits().WarnPercent;

    /// <summary>A fall of the performance index by more than this fails, in per cent.</summary>
    [Parameter]
    [InvariantNumber]
    public double IndexFallPercent { get; set; } = new PerfGateLimits().IndexFallPercent;

    /// <summary>What -FailPercent is for what is counted and hardly varies.</summary>
    [Parameter]
    [InvariantNumber]
    public double CountedFailPercent { get; set; } = new PerfGateLimits().CountedFailPercent;

    /// <summary>What -WarnPercent is for what is counted.</summary>
    [Parameter]
    [InvariantNumber]
    public double CountedWarnPercent { get; set; } = new PerfGateLimits().CountedWarnPercent;

    /// <summary>Benchmarks that must be compared, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(BenchmarkCompleter))]
    [ValidateElementsNotNull]
    public string[]? Required { get; set; }

    /// <summary>The file with the limits; perfgate.json of the current folder, or of its folder perf, or that beside the benchmarks, unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LimitFile { get; set; }

    /// <summary>What is done where the evidence does not tell whether a limit is kept.</summary>
    [Parameter]
    public UndecidedRule OnUndecided { get; set; }

    /// <summary>The same as -OnUndecided Fail.</summary>
    [Parameter]
    public SwitchParameter FailOnUncertain { get; set; }

    /// <summary>Whether it only tells what would have failed.</summary>
    [Parameter]
    public SwitchParameter ReportOnly { get; set; }

    /// <summary>Whether the result comes out without an error, for scripts that go on by its ExitCode.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => SetExitCode(WithoutVerdict);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PathSet)
        {
            AddFile(Path);
            return;
        }

        foreach (object? input in InputObject is IEnumerable many and not string ? many : new[] { InputObject })
        {
            Add((input as PSObject)?.BaseObject ?? input);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Once more: what stands before it may have run programs.
        SetExitCode(WithoutVerdict);
        PerfGateLimits limits = Checked(ReadLimits());
        _comparisons.AddRange(_sessions.SelectMany(session => Composition.Comparer.Compare(session, limits.Comparison)));
        PerfGateResult result = GateEvaluator.Evaluate(_comparisons, limits, _problems, _arms, ReportOnly);
        SetExitCode(result.ExitCode);
        WriteObject(result);
        if (result.ExitCode == 0 && result.Outcome is GateOutcome.Warned or GateOutcome.Undecided)
        {
            foreach (PerfGateFinding finding in result.Findings.Where(finding => finding.Outcome == GateOutcome.Warned
                || (finding.Outcome == GateOutcome.Undecided && result.Limits.OnUndecided == UndecidedRule.Warn)))
            {
                Warn(finding.Id, finding.Message);
            }
        }

        if (result.ExitCode != 0 && !PassThru)
        {
            ThrowTerminatingError(ComparisonErrors.GateNotPassed(result));
        }
    }

    // As a program would: the steps of a CI system ask for it, and a script can exit with it.
    private void SetExitCode(int code) => SessionState.PSVariable.Set("global:LASTEXITCODE", code);

    private void Add(object? input)
    {
        switch (input)
        {
            case null:
                break;
            case PerfComparison comparison:
                _comparisons.Add(comparison);
                break;
            case PerfBenchmarkSession session:
                _sessions.Add(session);
                _problems.AddRange(session.Problems);
                _arms.AddRange(session.Arms);
                break;
            case PerfVerdict verdict:
                _comparisons.Add(StoredVerdict.AsComparison(verdict));
                break;
            case BenchmarkProblem problem:
                _problems.Add(problem);
                break;
            case FileSystemInfo file:
                AddFile(file.FullName);
                break;
            default:
                _problems.Add(BenchmarkProblems.InputNotValid(input));
                break;
        }
    }

    private void AddFile(string path) =>
        Add((object?)ComparedInput.Read(this, path, null, default) ?? BenchmarkProblems.ResultsNotRead(path));

    private PerfGateLimits Checked(PerfGateLimits limits)
    {
        try
        {
            limits.EnsureValid();
            return limits;
        }
        catch (ArgumentOutOfRangeException exception)
        {
            ThrowTerminatingError(InputErrors.LimitNotValid(exception));
            throw;
        }
    }

    // The file has what the team agreed on; what somebody types is for this time.
    private PerfGateLimits ReadLimits()
    {
        PerfGateLimits limits = File() is { } path ? Read(path) : new PerfGateLimits();
        double Given(string name, double typed, double otherwise) => MyInvocation.BoundParameters.ContainsKey(name) ? typed : otherwise;

        double fail = Given(nameof(FailPercent), FailPercent, limits.FailPercent), countedFail = Given(nameof(CountedFailPercent), CountedFailPercent, limits.CountedFailPercent);
        return limits with
        {
            FailPercent = fail,
            WarnPercent = Given(nameof(WarnPercent), WarnPercent, Math.Min(fail, limits.WarnPercent)),
            IndexFallPercent = Given(nameof(IndexFallPercent), IndexFallPercent, limits.IndexFallPercent),
            CountedFailPercent = countedFail,
            CountedWarnPercent = Given(nameof(CountedWarnPercent), CountedWarnPercent, Math.Min(countedFail, limits.CountedWarnPercent)),
            Required = [.. limits.Required, .. Required ?? []],
            OnUndecided = FailOnUncertain ? UndecidedRule.Fail : MyInvocation.BoundParameters.ContainsKey(nameof(OnUndecided)) ? OnUndecided : limits.OnUndecided,
        };
    }

    private string? File()
    {
        if (LimitFile is not null)
        {
            return UserPath.Of(this, LimitFile);
        }

        string here = CurrentFolder.Of(SessionState);
        return new[] { here, System.IO.Path.Combine(here, "perf") }.Concat(BenchmarkFolders(here)).Select(static folder => System.IO.Path.Combine(folder, FileName)).FirstOrDefault(System.IO.File.Exists);
    }

    // The folders of the benchmarks that ran, and those above them, below the current one: a file of results may come from elsewhere.
    private IEnumerable<string> BenchmarkFolders(string here)
    {
        foreach (string file in _sessions.SelectMany(static session => session.Results).Select(static result => result.File).OfType<string>().Distinct())
        {
            string root = System.IO.Path.TrimEndingDirectorySeparator(here) + System.IO.Path.DirectorySeparatorChar;
            for (string? folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file, here));
                folder?.StartsWith(root, FilePaths.Comparison) == true;
                folder = System.IO.Path.GetDirectoryName(folder))
            {
                yield return folder;
            }
        }
    }

    private PerfGateLimits Read(string path)
    {
        try
        {
            WriteVerbose($"The limits are those of '{path}'.");
            return GateFile.Read(path);
        }
        catch (GateFileException exception)
        {
            ThrowTerminatingError(ComparisonErrors.GateFile(exception, path));
            throw;
        }
    }
}
