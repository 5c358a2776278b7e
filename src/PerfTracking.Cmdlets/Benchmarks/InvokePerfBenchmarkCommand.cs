using System.Management.Automation;
using System.Security.Cryptography;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Formats.Results;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>
/// Runs the benchmarks of <c>*.Perf.ps1</c> files, each turn in a process of its own, and puts out one session with all samples
/// and with whatever kept it from measuring what it was asked to.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "PerfBenchmark", DefaultParameterSetName = "Path")]
[OutputType(typeof(PerfBenchmarkSession), typeof(PerfBenchmarkResult))]
public sealed partial class InvokePerfBenchmarkCommand : PerfCmdlet
{
    private readonly List<BenchmarkProblem> _problems = [];
    private readonly List<string> _paths = [];

    /// <summary>Benchmark files, and folders that are searched for them.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateElementsNotNull]
    public string[] Path { get; set; } = ["."];

    /// <summary>The same, each character as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    [ValidateElementsNotNull]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Which benchmarks to run.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BenchmarkCompleter))]
    [SupportsWildcards]
    [ValidateElementsNotNull]
    public string[]? Name { get; set; }

    /// <summary>Only those that have one of these tags.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BenchmarkCompleter))]
    [SupportsWildcards]
    [ValidateElementsNotNull]
    public string[]? Tag { get; set; }

    /// <summary>None that has one of these tags.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BenchmarkCompleter))]
    [SupportsWildcards]
    [ValidateElementsNotNull]
    public string[]? ExcludeTag { get; set; }

    /// <summary>Runs that do not count: of a script block in each process, of a program before the first.</summary>
    [Parameter]
    [ValidateRange(0, 1_000_000)]
    public int Warmup { get; set; } = 1;

    /// <summary>Exactly how many processes each benchmark runs in; as many as make it precise enough unless given.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int Invocation { get; set; }

    /// <summary>How often the work runs in each process; as often as pays for the process's start unless given.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int Iteration { get; set; }

    /// <summary>How many seconds each benchmark may take.</summary>
    [Parameter]
    [ValidateRange(0.001, 1_000_000)]
    public double TimeBudget { get; set; } = 60;

    /// <summary>Half the width of the 95 % interval of the typical time, in per cent of it, that is precise enough.</summary>
    [Parameter]
    [ValidateRange(0.01, 1000)]
    public double Precision { get; set; } = 1;

    /// <summary>What to compare with: a git reference, a folder, or a module. In the build of a pull request the branch it goes into.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Base { get; set; }

    /// <summary>Whether a reference itself is the base, and not the merge base with it.</summary>
    [Parameter]
    public SwitchParameter ExactBase { get; set; }

    /// <summary>Whether nothing is compared, in the build of a pull request too.</summary>
    [Parameter]
    public SwitchParameter NoBase { get; set; }

    /// <summary>Whether the whole budget is spent where the result is not precise enough, though every metric is decided before.</summary>
    [Parameter]
    public SwitchParameter NoEarlyStop { get; set; }

    /// <summary>What runs in the folder of base and head before all, unmeasured: a build.</summary>
    [Parameter]
    public ScriptBlock? Prepare { get; set; }

    /// <summary>The number from which all chance comes.</summary>
    [Parameter]
    public int Seed { get; set; } = RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>What the machine is called in the result.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Environment { get; set; }

    /// <summary>The file for the session, as JSON with every sample.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateFilePath]
    public string? OutFile { get; set; }

    /// <summary>Whether each result comes out when it is there, instead of one session at the end.</summary>
    [Parameter]
    public SwitchParameter AsResult { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == "LiteralPath";
        foreach (string path in literal ? LiteralPath : Path)
        {
            AddPath(path, literal);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string? outFile = OutFile is null ? null : UserPath.Of(this, OutFile);
        if (outFile is not null && !Directory.Exists(System.IO.Path.GetDirectoryName(outFile)))
        {
            // Before minutes of measuring, not after.
            ThrowTerminatingError(BenchmarkErrors.FolderNotFound(outFile));
        }

        try
        {
            using var folder = new SessionFolder();
            Put(RunSession(folder), outFile);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Put(PerfBenchmarkSession session, string? outFile)
    {
        if (outFile is not null)
        {
            try
            {
                SessionWriter.Write(session, outFile);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                WriteError(BenchmarkErrors.NotWritten(exception, outFile));
            }
        }

        if (!AsResult)
        {
            WriteRow(session);
        }
    }

    private BenchmarkOptions Options()
    {
        bool exactly = MyInvocation.BoundParameters.ContainsKey(nameof(Invocation));
        return new BenchmarkOptions
        {
            Warmup = Warmup,
            Rounds = exactly ? Invocation : null,
            Iterations = MyInvocation.BoundParameters.ContainsKey(nameof(Iteration)) ? Iteration : null,
            TimeBudget = exactly && !MyInvocation.BoundParameters.ContainsKey(nameof(TimeBudget)) ? null : TimeSpan.FromSeconds(TimeBudget),
            Precision = Precision,
        };
    }

    private void Add(PerfBenchmarkResult result, List<PerfBenchmarkResult> results)
    {
        results.Add(result);
        if (result.Error is { } error)
        {
            Warn("BenchmarkFailed", $"The benchmark '{result.Name}' failed: {error}");
        }

        if (AsResult)
        {
            WriteObject(result);
        }
    }
}
