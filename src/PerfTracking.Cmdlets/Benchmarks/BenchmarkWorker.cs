using System.Management.Automation;
using System.Text.Json;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>
/// The inside of a process that <c>Invoke-PerfBenchmark</c> starts: reads benchmark files, and runs one of their benchmarks.
/// It talks in files, so that what the work writes to its output is nobody's business.
/// </summary>
public static class BenchmarkWorker
{
    /// <summary>What the engine runs before a benchmark file: what fails is a failure, for nobody looks at a benchmark's screen.</summary>
    private const string Strict = "$global:ErrorActionPreference = 'Stop'; $global:PSNativeCommandUseErrorActionPreference = $true; $global:ProgressPreference = 'SilentlyContinue'";

    /// <summary>Does what a request says.</summary>
    /// <param name="context">The engine.</param>
    /// <param name="requestFile">The file with the request; the answer goes beside it.</param>
    public static void Run(EngineIntrinsics context, string requestFile)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(requestFile);
        WorkerRequest request = JsonSerializer.Deserialize(File.ReadAllBytes(requestFile), WorkerJson.Default.WorkerRequest)!;
        using var answers = new StreamWriter(WorkerProcess.AnswerFile(requestFile)) { AutoFlush = true };
        Do(context, request, requestFile + ".program", answer => answers.WriteLine(JsonSerializer.Serialize(answer, WorkerJson.Default.WorkerAnswer)));
    }

    private static void Do(EngineIntrinsics context, WorkerRequest request, string errorFile, Action<WorkerAnswer> answer)
    {
        context.InvokeCommand.InvokeScript(Strict);
        foreach (string file in request.Files)
        {
            try
            {
                List<PSObject> benchmarks = Read(context, file);
                if (request.Name is null)
                {
                    benchmarks.ForEach(benchmark => answer(new WorkerAnswer { Benchmark = BenchmarkRow.Of((PerfBenchmark)benchmark.BaseObject) }));
                }
                else if (benchmarks.Find(benchmark => string.Equals(((PerfBenchmark)benchmark.BaseObject).Name, request.Name, StringComparison.OrdinalIgnoreCase)) is { } chosen)
                {
                    new BenchmarkTurnRun(context, chosen, errorFile, reading => answer(new WorkerAnswer { Reading = reading })).Run(request.Warmup, request.Iterations, request.Extra);
                    CheckModule(context, request.Module);
                }
                else
                {
                    answer(new WorkerAnswer { Error = $"'{file}' defined the benchmark '{request.Name}' when it was first read, and does not any more." });
                }
            }
            catch (Exception exception) when (exception is not PipelineStoppedException)
            {
                answer(new WorkerAnswer { Error = Text(exception), File = file });
            }
        }

        answer(new WorkerAnswer { IsEnd = true });
    }

    // Dotted, so that what the file defines is there when its blocks run.
    private static List<PSObject> Read(EngineIntrinsics context, string file)
    {
        System.Collections.ObjectModel.Collection<PSObject> output = context.InvokeCommand.InvokeScript(
            useLocalScope: false, ScriptBlock.Create(". $args[0]"), null, file);
        if (OtherCopy(context) is { } other)
        {
            throw new InvalidOperationException(
                $"It imports PerfTracking from '{other}', but this process already runs the PerfTracking that measures, and would measure that. Start a program of its own for it: New-PerfBenchmark -FilePath pwsh.");
        }

        return [.. output.Where(static item => item?.BaseObject is PerfBenchmark)];
    }

    // A benchmark that imports its module by a path of its own would compare that one with itself.
    private static void CheckModule(EngineIntrinsics context, string? module)
    {
        if (module is null)
        {
            return;
        }

        string? used = context.InvokeCommand.InvokeScript(useLocalScope: true, ScriptBlock.Create("(Get-Module $args[0]).ModuleBase"), null, Path.GetFileName(module))
            .FirstOrDefault()?.BaseObject as string;
        if (used is null || !used.StartsWith(module, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"It uses {(used is null ? "no module" : $"the module in '{used}'")} and not the copy of its arm: import '{Path.GetFileName(module)}' by its name.");
        }
    }

    private static string? OtherCopy(EngineIntrinsics context) =>
        context.InvokeCommand.InvokeScript("(Get-Module PerfTracking).ModuleBase")
            .Select(static path => path?.BaseObject as string)
            .FirstOrDefault(static path => path is not null && !string.Equals(path, ModuleRoot.Path, StringComparison.OrdinalIgnoreCase));

    private static string Text(Exception exception)
    {
        if (exception is FlowControlException)
        {
            return BenchmarkTurnRun.LeftItsScript;
        }

        ErrorRecord? record = (exception as IContainsErrorRecord)?.ErrorRecord;

        // The preference that ends the work is ours: only the error itself is of interest, and not that it stopped a command.
        string message = record?.ErrorDetails?.Message ?? record?.Exception.Message ?? exception.Message;
        return record?.InvocationInfo is { ScriptName: { Length: > 0 } script, ScriptLineNumber: var line } ? $"{message} ({Path.GetFileName(script)}, line {line})" : message;
    }
}
