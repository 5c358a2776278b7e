using System.Management.Automation;
using System.Reflection;
using System.Security.Cryptography;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Formats.Results;
using PerfTracking.Machine;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>
/// Runs the benchmarks of <c>*.Perf.ps1</c> files, each turn in a process of its own, and puts out one session with all samples
/// and with whatever kept it from measuring what it was asked to.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "PerfBenchmark")]
[OutputType(typeof(PerfBenchmarkSession), typeof(PerfBenchmarkResult))]
public sealed class InvokePerfBenchmarkCommand : PerfCmdlet
{
    private readonly List<BenchmarkProblem> _problems = [];
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>Benchmark files, and folders that are searched for them.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = ["."];

    /// <summary>Which benchmarks to run.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BenchmarkCompleter))]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>Only those that have one of these tags.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BenchmarkCompleter))]
    [SupportsWildcards]
    public string[]? Tag { get; set; }

    /// <summary>None that has one of these tags.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BenchmarkCompleter))]
    [SupportsWildcards]
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
    public string? OutFile { get; set; }

    /// <summary>Whether each result comes out when it is there, instead of one session at the end.</summary>
    [Parameter]
    public SwitchParameter AsResult { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            AddFiles(path);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string? outFile = OutFile is null ? null : GetUnresolvedProviderPathFromPSPath(OutFile);
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

    private PerfBenchmarkSession RunSession(SessionFolder folder)
    {
        string location = CurrentFolder.Of(SessionState);
        var worker = new WorkerProcess(Composition.Launcher, WorkerProcess.EngineOf(SessionState), folder);
        DateTimeOffset started = Composition.Time.GetUtcNow();
        int known = _problems.Count;
        IReadOnlyList<PerfBenchmark> all = new BenchmarkDiscovery(worker).Read([.. _files], location, arm: null, _problems, Cancellation);
        foreach (BenchmarkProblem problem in _problems.Skip(known))
        {
            Warn(problem.Id, problem.Message);
        }

        var choice = new BenchmarkChoice(Name, Tag, ExcludeTag);
        List<PerfBenchmark> chosen = [.. all.Where(choice.Takes)];
        AddProblemsOfChoice(choice, all, chosen);

        var runner = new BenchmarkRunner(new BenchmarkInvoker(Composition.Launcher, worker, folder, location), Composition.SamplePrecision, Composition.Time);
        var results = new List<PerfBenchmarkResult>();
        var progress = new SessionProgress(this, chosen.Count);
        for (int i = 0; i < chosen.Count; i++)
        {
            int done = i;
            foreach (PerfBenchmarkResult result in runner.Run([(BenchmarkArm.Head, chosen[i])], Options(), Seed, state => progress.Show(done, state), Cancellation))
            {
                Add(result with { File = Relative(result.File, location) }, results);
            }
        }

        progress.End();
        GitCheckout? checkout = GitCheckout.Find(location);
        return new PerfBenchmarkSession
        {
            Source = $"PerfTracking {typeof(InvokePerfBenchmarkCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}",
            Started = started,
            Ended = Composition.Time.GetUtcNow(),
            Environment = Environment ?? RunContextReader.Environment(this),
            Commit = checkout?.Commit,
            Branch = checkout?.Branch,
            Seed = Seed,
            Arms = [new BenchmarkArm(BenchmarkArm.Head) { Commit = checkout?.Commit, Ref = checkout?.Branch }],
            Results = results,
            Problems = _problems,
        };
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
            WriteObject(session);
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

    private void AddFiles(string path)
    {
        System.Collections.ObjectModel.Collection<string> found = [];
        try
        {
            found = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (Exception exception) when (exception is SessionStateException)
        {
            // Told below, as a wildcard that matches nothing is.
        }

        if (found.Count == 0)
        {
            Fail(BenchmarkErrors.PathNotFound(path));
        }

        int before = _files.Count;
        foreach (string one in found)
        {
            _files.UnionWith(Directory.Exists(one) ? Directory.EnumerateFiles(one, BenchmarkDiscovery.FilePattern, Recursively) : [one]);
        }

        if (found.Count > 0 && _files.Count == before)
        {
            Fail(BenchmarkErrors.NoBenchmarkFile(path));
        }
    }

    private void AddProblemsOfChoice(BenchmarkChoice choice, IReadOnlyList<PerfBenchmark> all, List<PerfBenchmark> chosen)
    {
        foreach (string name in choice.MissingNames(all))
        {
            Fail(BenchmarkErrors.NameNotFound(name, all.Select(static benchmark => benchmark.Name)));
        }

        foreach (string tag in choice.MissingTags(all))
        {
            Fail(BenchmarkErrors.TagNotFound(tag, all.SelectMany(static benchmark => benchmark.Tags)));
        }

        if (_files.Count > 0 && chosen.Count == 0)
        {
            Fail(BenchmarkErrors.NoBenchmark(all.Count));
        }
    }

    // What a user mistyped is an error at once, and stays in the session for whoever judges it.
    private void Fail(ErrorRecord error)
    {
        _problems.Add(new BenchmarkProblem(error.FullyQualifiedErrorId.Split(',')[0], error.Exception.Message));
        WriteError(error);
    }

    private static string? Relative(string? file, string location) =>
        file is not null && System.IO.Path.GetRelativePath(location, file) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : file;

    private static EnumerationOptions Recursively => new() { RecurseSubdirectories = true, IgnoreInaccessible = true, MatchCasing = MatchCasing.CaseInsensitive };
}
