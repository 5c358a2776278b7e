using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.Json;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Formatting;
using PerfTracking.Programs;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Starts processes of this same engine, one for each turn, and reads their answers.</summary>
/// <param name="launcher">Our launcher.</param>
/// <param name="engine">The engine's program and its first arguments.</param>
/// <param name="folder">The session's folder.</param>
internal sealed class WorkerProcess(IProgramLauncher launcher, IReadOnlyList<string> engine, SessionFolder folder)
{
    /// <summary>The file with the answer to a request.</summary>
    /// <param name="requestFile">The file with the request.</param>
    public static string AnswerFile(string requestFile) => requestFile + ".answer";

    /// <summary>The engine that runs the session: the pwsh beside its own assemblies, or the program of this process.</summary>
    /// <param name="session">The session.</param>
    public static IReadOnlyList<string> EngineOf(SessionState session)
    {
        string home = session.PSVariable.GetValue("PSHOME")?.ToString() ?? AppContext.BaseDirectory;
        string program = Path.Combine(home, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        string assembly = Path.Combine(home, "pwsh.dll");
        return File.Exists(program) || !File.Exists(assembly) ? [program] : [System.Environment.ProcessPath!, assembly];
    }

    /// <summary>Puts a request to a process, and reads the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="workingDirectory">The folder it starts in.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>The answer's lines; the last one tells of an error where the process did not get to its end.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<WorkerAnswer> Ask(WorkerRequest request, string workingDirectory, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        string requestFile = folder["request"];
        string errorFile = folder["errors"];
        File.WriteAllBytes(requestFile, JsonSerializer.SerializeToUtf8Bytes(request, WorkerJson.Default.WorkerRequest));
        File.Delete(AnswerFile(requestFile));
        ProgramRun run;
        try
        {
            run = launcher.Run(
                new ProgramStart(engine[0], [.. engine.Skip(1), "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", Command(requestFile)])
                {
                    WorkingDirectory = workingDirectory,
                    Environment = new Dictionary<string, string>(environment) { ["POWERSHELL_TELEMETRY_OPTOUT"] = "1", ["POWERSHELL_UPDATECHECK"] = "Off" },
                    Input = ProgramChannel.Null,
                    Output = ProgramChannel.Null,
                    Error = ProgramChannel.File(errorFile),
                    Memory = MemoryReading.None,
                },
                cancellation);
        }
        catch (ProgramStartException exception)
        {
            return [new WorkerAnswer { Error = exception.Message }];
        }

        cancellation.ThrowIfCancellationRequested();
        List<WorkerAnswer> answers = Read(AnswerFile(requestFile));
        if (answers is not [.., { IsEnd: true }])
        {
            answers.Add(new WorkerAnswer { Error = $"Its process {EndingText.Of(run.ExitCode, run.Signal)} before it was done.{ErrorFile.Tail(errorFile)}" });
        }

        return answers;
    }

    private static string Command(string requestFile) =>
        $"Import-Module {Quoted(Path.Combine(ModuleRoot.Path, ModuleRoot.Manifest))}; [{typeof(BenchmarkWorker).FullName}]::Run($ExecutionContext, {Quoted(requestFile)})";

    private static string Quoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    // The last line of a process that was ended may be half of one.
    private static List<WorkerAnswer> Read(string file)
    {
        var answers = new List<WorkerAnswer>();
        if (File.Exists(file))
        {
            foreach (string line in File.ReadLines(file))
            {
                try
                {
                    answers.Add(JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerAnswer)!);
                }
                catch (JsonException)
                {
                    break;
                }
            }
        }

        return answers;
    }
}
