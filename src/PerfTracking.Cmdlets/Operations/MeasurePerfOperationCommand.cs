using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Machine;
using PerfTracking.Tracking;

namespace PerfTracking.Cmdlets.Operations;

/// <summary>
/// Runs a script block or a program as an operation. PowerShell itself runs it, in the caller's scope and into this
/// cmdlet's own output, so that everything it does and returns is what it would be without us.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "PerfOperation", DefaultParameterSetName = BlockSet)]
[OutputType(typeof(object), typeof(PerfOperation))]
public sealed class MeasurePerfOperationCommand : PerfCmdlet
{
    private const string BlockSet = "ScriptBlock";
    private const string ProgramSet = "Program";
    private const string ExitCodeVariable = "global:LASTEXITCODE";
    private static readonly TimeSpan ProgressAfter = TimeSpan.FromSeconds(1);

    private int? _exitCode;

    /// <summary>The operation's name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(OperationCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The work.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = BlockSet)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary>The program, as PowerShell would find it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ProgramSet)]
    [ValidateNotNullOrEmpty]
    public string FilePath { get; set; } = string.Empty;

    /// <summary>The program's arguments.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    public object[] ArgumentList { get; set; } = [];

    /// <summary>How many times the work runs and is measured.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int Repeat { get; set; } = 1;

    /// <summary>How many times it runs before that without being measured.</summary>
    [Parameter]
    [ValidateRange(0, 1_000_000)]
    public int Warmup { get; set; }

    /// <summary>What to attach to the operations.</summary>
    [Parameter]
    public Hashtable? Tag { get; set; }

    /// <summary>Whether the operations come out instead of the work's output.</summary>
    [Parameter]
    public SwitchParameter AsOperation { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        bool measured = HasValidName(Name, "an operation");
        long began = Composition.Time.GetTimestamp();
        for (int run = -Warmup; run < Repeat; run++)
        {
            ShowProgress(run, began);
            if (!measured)
            {
                // A name that cannot be used is our trouble; the work is the script's, and it is done.
                Run();
            }
            else
            {
                Measure(isWarmup: run < 0);
            }
        }
    }

    private void Measure(bool isWarmup)
    {
        IReadOnlyDictionary<string, string>? tags = Tag is null ? null : TagTable.Read(Tag);
        using ProgramSampler? sampler = ParameterSetName == ProgramSet ? ProgramSampler.Start(FilePath) : null;
        PerfOperation operation = Composition.Tracker.Start(Name, Scope, tags).Operation;
        OperationFailure? failure = null;
        bool counts = !isWarmup;
        try
        {
            Run();
        }
        catch (Exception exception)
        {
            counts &= exception is not PipelineStoppedException;

            // What has no error record is how 'break', 'exit' and 'Select-Object -First' leave a pipeline: no failure.
            failure = exception is IContainsErrorRecord { ErrorRecord: { } record } ? StopPerfOperationCommand.FailureOf(record) : null;
            if (exception is RuntimeException scriptError)
            {
                // Only what a throw statement threw leaves a cmdlet as it is; anything else would get this cmdlet's name into its error id.
                scriptError.WasThrownFromThrowStatement = true;
            }

            throw;
        }
        finally
        {
            End(operation, Composition.Time.GetTimestamp(), failure, sampler, counts);
        }

        if (AsOperation && counts)
        {
            WriteObject(operation);
        }
    }

    private void End(PerfOperation operation, long endTimestamp, OperationFailure? failure, ProgramSampler? sampler, bool counts)
    {
        ProgramUsage? usage = sampler?.Finish(failure is null ? _exitCode : null);
        if (usage is { ExitCode: not (null or 0) and var code })
        {
            failure ??= new OperationFailure("ProgramExitedWithNonZeroCode", $"'{FilePath}' exited with code {code}.");
        }

        if (counts)
        {
            Composition.Tracker.Stop(operation, endTimestamp, failure, usage);
        }
        else
        {
            Composition.Tracker.Discard(operation);
        }
    }

    private void Run()
    {
        const PipelineResultTypes into = PipelineResultTypes.Output | PipelineResultTypes.Error;
        if (ParameterSetName == ProgramSet)
        {
            RunProgram($"param($program, $arguments) {Redirected("& $program @arguments")}", into);
        }
        else
        {
            // Dotted into the caller's scope, so that what the block assigns is there afterwards.
            InvokeCommand.InvokeScript(Redirected(". $args[0]"), useNewScope: false, into, null, ScriptBlock);
        }
    }

    private void RunProgram(string call, PipelineResultTypes into)
    {
        // A script or a function may end without an exit code, and one from before must not be taken for it.
        object? before = SessionState.PSVariable.GetValue(ExitCodeVariable);
        SessionState.PSVariable.Set(ExitCodeVariable, null);
        try
        {
            InvokeCommand.InvokeScript(call, useNewScope: true, into, null, FilePath, ArgumentList);
        }
        finally
        {
            _exitCode = SessionState.PSVariable.GetValue(ExitCodeVariable) as int?;
            if (_exitCode is null)
            {
                SessionState.PSVariable.Set(ExitCodeVariable, before);
            }
            else if (_exitCode != 0)
            {
                CallingPipeline.MarkFailed(CommandRuntime);
            }
        }
    }

    private string Redirected(string call) => (AsOperation.IsPresent, CallingPipeline.MergesErrors(CommandRuntime)) switch
    {
        (false, false) => call,
        (false, true) => call + " 2>&1",
        (true, false) => "$null = " + call,
        (true, true) => call + " 2>&1 | & { process { if ($_ -is [Management.Automation.ErrorRecord]) { $_ } } }",
    };

    private void ShowProgress(int run, long began)
    {
        if (Warmup + Repeat > 1 && Composition.Time.GetElapsedTime(began) > ProgressAfter)
        {
            int done = run + Warmup;
            WriteProgress(new ProgressRecord(1, $"Measuring {Name}", run < 0 ? $"Warm-up {done + 1} of {Warmup}" : $"Run {run + 1} of {Repeat}")
            {
                PercentComplete = 100 * done / (Warmup + Repeat),
                RecordType = done == Warmup + Repeat - 1 ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            });
        }
    }
}
