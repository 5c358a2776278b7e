using System.Management.Automation;
using System.Reflection;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Comparison;
using PerfTracking.Machine;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <content>What is run: which files, in which arms.</content>
public sealed partial class InvokePerfBenchmarkCommand
{
    private void AddPath(string path, bool literal)
    {
        string[] found = [];
        try
        {
            found = [.. UserPath.Named(this, path, literal).Where(static one => File.Exists(one) || Directory.Exists(one))];
        }
        catch (UserPathException exception)
        {
            Fail(exception.ErrorRecord);
            return;
        }
        catch (SessionStateException)
        {
            // Told below, as a wildcard that matches nothing is.
        }

        if (found.Length == 0)
        {
            Fail(BenchmarkErrors.PathNotFound(path));
        }
        else if (!found.SelectMany(FilesAt).Any())
        {
            Fail(BenchmarkErrors.NoBenchmarkFile(path));
        }

        _paths.AddRange(found);
    }

    private PerfBenchmarkSession RunSession(SessionFolder folder)
    {
        string location = CurrentFolder.Of(SessionState);
        DateTimeOffset started = Composition.Time.GetUtcNow();
        GitCheckout? checkout = GitCheckout.Find(location);
        var head = new BenchmarkArm(BenchmarkArm.Head) { Commit = checkout?.Commit, Ref = checkout?.Branch };
        var results = new List<PerfBenchmarkResult>();
        using SessionArms? arms = Arms(folder, location, head);
        if (arms is not null)
        {
            Run(arms, folder, results);
        }

        return new PerfBenchmarkSession
        {
            Source = $"PerfTracking {typeof(InvokePerfBenchmarkCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}",
            Started = started,
            Ended = Composition.Time.GetUtcNow(),
            Environment = Environment ?? RunContextReader.Environment(this),
            Commit = checkout?.Commit,
            Branch = checkout?.Branch ?? BuildServer.Branch,
            Seed = Seed,
            Arms = arms?.Arms ?? [head],
            Results = results,
            Problems = _problems,
        };
    }

    // Null where there should be a base and is none: numbers of a head alone would look like an answer.
    private SessionArms? Arms(SessionFolder folder, string location, BenchmarkArm head)
    {
        string? target = Base is null && !NoBase ? BuildServer.TargetBranch : null;
        if ((Base ?? target) is not { } reference || NoBase || _paths.Count == 0)
        {
            return SessionArms.Alone(location, head);
        }

        // The branch that a request goes into is one, whatever a folder here is called.
        string? path = target is null ? PathOf(reference) : null;
        Action<string, string>? prepare = Prepare is null ? null : new PrepareBlock(this, Prepare).Run;
        var builder = new ArmsBuilder(folder, location, prepare, doing => WriteProgress(new ProgressRecord(1, "Benchmarks", doing)), Cancellation);
        try
        {
            return builder.Make(reference, path, ExactBase, preferRemote: target is not null, FindModule);
        }
        catch (BaseFailedException exception)
        {
            Report(new BenchmarkProblem(exception.Id, exception.Message, Arm: exception.Arm));
            return null;
        }
    }

    // Git's names may look like paths of a drive that is not there: main@{2026-11-01 08:00}.
    private string? PathOf(string reference)
    {
        try
        {
            return UserPath.Of(this, reference);
        }
        catch (Exception exception) when (exception is UserPathException or SessionStateException)
        {
            return null;
        }
    }

    private void Run(SessionArms arms, SessionFolder folder, List<PerfBenchmarkResult> results)
    {
        var worker = new WorkerProcess(Composition.Launcher, WorkerProcess.EngineOf(SessionState), folder);
        var discovery = new BenchmarkDiscovery(worker);
        var choice = new BenchmarkChoice(Name, Tag, ExcludeTag);
        var suite = new BenchmarkSuite(choice);
        foreach (BenchmarkArm arm in arms.Arms)
        {
            // Control is the base once more, its files too; and one arm alone needs no name in what goes wrong.
            if (arm.Name == BenchmarkArm.Control)
            {
                suite.Repeat(arm.Name, BenchmarkArm.Base);
                continue;
            }

            arms.Use(arm.Name);
            int known = _problems.Count;
            string[] files = [.. _paths.Select(arms.Map).SelectMany(FilesAt).Distinct().Order(StringComparer.Ordinal)];
            suite.Add(arm.Name, discovery.Read(files, arms.Location, arms.EnvironmentOf(0), arms.Arms.Count == 1 ? null : arm.Name, _problems, Cancellation));
            foreach (BenchmarkProblem problem in _problems.Skip(known))
            {
                Warn(problem.Id, problem.Message);
            }
        }

        CheckChoice(choice, suite);
        var runner = new BenchmarkRunner(new BenchmarkInvoker(Composition.Launcher, worker, folder, arms), Composition.SamplePrecision, Composition.Time);
        IReadOnlyList<IReadOnlyList<(string Arm, PerfBenchmark Benchmark)>> chosen = suite.Chosen;
        var progress = new SessionProgress(this, chosen.Count);
        for (int i = 0; i < chosen.Count; i++)
        {
            int done = i;
            IRoundStopping? stopping = NoEarlyStop ? null : Composition.Comparer.Stopping(new ComparisonOptions(), chosen.Count);
            foreach (PerfBenchmarkResult result in runner.Run(chosen[i], Options(), Seed, state => progress.Show(done, state), stopping, Cancellation))
            {
                Add(result with { File = Relative(result.File, arms.Location) }, results);
            }
        }

        progress.End();
    }

    private void CheckChoice(BenchmarkChoice choice, BenchmarkSuite suite)
    {
        BenchmarkProblem? unread = _problems.Find(static problem => problem.Id == BenchmarkProblems.FileFailedId);
        foreach (string name in choice.MissingNames(suite.All))
        {
            Fail(BenchmarkErrors.NameNotFound(name, suite.All.Select(static benchmark => benchmark.Name), unread));
        }

        foreach (string tag in choice.MissingTags(suite.All))
        {
            Fail(BenchmarkErrors.TagNotFound(tag, suite.All.SelectMany(static benchmark => benchmark.Tags), unread));
        }

        if (_paths.SelectMany(FilesAt).Any() && suite.Chosen.Count == 0)
        {
            Fail(suite.All.Count == 0 ? BenchmarkErrors.NoneDefined(unread) : BenchmarkErrors.NoneChosen(suite.All.Count));
        }

        foreach (string arm in suite.Empty)
        {
            Report(BenchmarkProblems.ArmEmpty(arm));
        }

        foreach (PerfBenchmark changed in suite.Changed)
        {
            Warn("BenchmarkChanged", $"The benchmark '{changed.Name}' is other work in head than in base; what differs may be the benchmark.");
        }
    }

    private string? FindModule(string name)
    {
        ScriptBlock find = ScriptBlock.Create("((Get-Module $args[0]) ?? (Get-Module $args[0] -ListAvailable)).ModuleBase | Select-Object -First 1");
        return InvokeCommand.InvokeScript(useLocalScope: true, find, null, WildcardPattern.Escape(name)).FirstOrDefault()?.BaseObject as string;
    }

    // What a user mistyped is an error at once, and stays in the session for whoever judges it.
    private void Fail(ErrorRecord error)
    {
        _problems.Add(new BenchmarkProblem(error.FullyQualifiedErrorId.Split(',')[0], error.Exception.Message));
        WriteError(error);
    }

    private void Report(BenchmarkProblem problem)
    {
        _problems.Add(problem);
        Warn(problem.Id, problem.Message);
    }

    private static IEnumerable<string> FilesAt(string path) => BenchmarkFiles.At(path);

    private static string? Relative(string? file, string location) =>
        file is null ? null : FilePaths.Below(location, file) ?? file;
}
