using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Tracking;

namespace PerfTracking.Cmdlets.Operations;

/// <content>What PowerShell runs: script blocks.</content>
public sealed partial class MeasurePerfOperationCommand
{
    private const PipelineResultTypes IntoOurs = PipelineResultTypes.Output | PipelineResultTypes.Error;

    private void RunBlock(bool measured, bool isWarmup)
    {
        // Dotted into the caller's scope, so that what the block assigns is there afterwards.
        void Invoke()
        {
            if (PlacedCall.At(MyInvocation) is { } call)
            {
                InvokeCommand.InvokeScript(Redirected(". $args[0] $args[1]"), useNewScope: false, IntoOurs, null, call, ScriptBlock);
            }
            else
            {
                InvokeBlock(Redirected(". $args[0]"), ScriptBlock);
            }
        }

        // A name that cannot be used is our trouble; the work is the script's, and it is done.
        if (measured)
        {
            MeasureEngine(isWarmup, () => { Invoke(); return null; });
        }
        else
        {
            Invoke();
        }
    }

    /// <summary>Measures what the engine runs.</summary>
    /// <param name="isWarmup">Whether the run does not count.</param>
    /// <param name="work">The work; returns the exit code, where it has one.</param>
    /// <param name="mayNotStart">Whether an error may mean that nothing ran.</param>
    /// <returns>Whether anything ran.</returns>
    private bool MeasureEngine(bool isWarmup, Func<int?> work, bool mayNotStart = false)
    {
        PerfOperation operation = Composition.Tracker.Start(Name, Scope, Tags()).Operation;
        OperationFailure? failure = null;
        int? exitCode = null;
        bool ran = false;
        bool counts = !isWarmup;
        try
        {
            exitCode = work();
            ran = exitCode is not null || Succeeded || !mayNotStart;
            counts &= ran;
        }
        catch (Exception exception)
        {
            counts &= !mayNotStart && exception is not PipelineStoppedException;

            // What has no error record is how 'break', 'exit' and 'Select-Object -First' leave a pipeline: no failure.
            failure = exception is IContainsErrorRecord { ErrorRecord: { } record } ? StopPerfOperationCommand.FailureOf(record) : null;
            if (exception is RuntimeException scriptError)
            {
                LetThrough(scriptError);
            }

            throw;
        }
        finally
        {
            long ended = Composition.Time.GetTimestamp();
            failure ??= FailureOf(exitCode);
            ProgramUsage? usage = exitCode is null ? null : new ProgramUsage(exitCode, null, null);
            if (counts)
            {
                Composition.Tracker.Stop(operation, ended, failure, usage, Counts(failure));
            }
            else
            {
                Composition.Tracker.Discard(operation);
            }
        }

        if (counts)
        {
            Collect(operation);
        }

        return ran;
    }

    // Only what a throw statement threw leaves a cmdlet as it is; anything else would get this cmdlet's name into its error id.
    private static void LetThrough(RuntimeException scriptError) => scriptError.WasThrownFromThrowStatement = true;

    private void InvokeBlock(string call, ScriptBlock block) =>
        InvokeCommand.InvokeScript(call, useNewScope: false, IntoOurs, null, block);

    private IReadOnlyDictionary<string, string>? Tags() => Tag is null ? null : TagTable.Read(Tag);

    private string Redirected(string call) => (DropsOutput, CallingPipeline.MergesErrors(CommandRuntime)) switch
    {
        (false, false) => call,
        (false, true) => call + " 2>&1",
        (true, false) => "$null = " + call,
        (true, true) => call + " 2>&1 | & { process { if ($_ -is [Management.Automation.ErrorRecord]) { $_ } } }",
    };
}
