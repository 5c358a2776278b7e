using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Which benchmarks files define. They are read in a process of their own: reading runs them.</summary>
/// <param name="worker">Starts it.</param>
internal sealed class BenchmarkDiscovery(WorkerProcess worker)
{
    /// <summary>Reads files.</summary>
    /// <param name="files">Their full paths.</param>
    /// <param name="workingDirectory">Where they are read.</param>
    /// <param name="environment">The environment of the process.</param>
    /// <param name="arm">The arm, for what goes wrong; <see langword="null"/> where there is one alone.</param>
    /// <param name="problems">Takes what goes wrong: a file that cannot be read, a name given twice.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The benchmarks, in the order of the files, each name once.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<PerfBenchmark> Read(string[] files, string workingDirectory, IReadOnlyDictionary<string, string> environment, string? arm, ICollection<BenchmarkProblem> problems, CancellationToken cancellation)
    {
        var found = new List<PerfBenchmark>();
        if (files.Length == 0)
        {
            return found;
        }

        // An arm stands in a temporary folder, which is gone when somebody reads of it.
        string? Shown(string? file) => file is null || arm is null ? file : FilePaths.Below(workingDirectory, file) ?? file;

        var names = new Dictionary<string, PerfBenchmark>(StringComparer.OrdinalIgnoreCase);
        foreach (WorkerAnswer answer in worker.Ask(new WorkerRequest(files), workingDirectory, environment, cancellation))
        {
            if (answer.Error is { } error)
            {
                problems.Add(BenchmarkProblems.FileFailed(Shown(answer.File), error, arm));
            }
            else if (answer.Benchmark?.ToBenchmark() is { } benchmark)
            {
                if (names.TryAdd(benchmark.Name, benchmark))
                {
                    found.Add(benchmark);
                }
                else
                {
                    PerfBenchmark first = names[benchmark.Name];
                    problems.Add(BenchmarkProblems.NameTaken(first with { File = Shown(first.File) }, benchmark with { File = Shown(benchmark.File) }, arm));
                }
            }
        }

        return found;
    }
}
