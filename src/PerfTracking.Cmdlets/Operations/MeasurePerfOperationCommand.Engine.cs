using System.Management.Automation;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.Operations;

/// <content>What PowerShell runs: scripts, functions, and what the system does not start.</content>
public sealed partial class MeasurePerfOperationCommand
{
    // Whether the caller's last command succeeded, as $? has it.
    private bool Succeeded => LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("?"));

    /// <summary>Runs what the command names.</summary>
    /// <param name="measured">Whether it is an operation.</param>
    /// <param name="isWarmup">Whether the run does not count.</param>
    /// <param name="mayNotStart">Whether an error may mean that nothing ran.</param>
    /// <returns>Whether anything ran.</returns>
    private bool RunByEngine(bool measured, bool isWarmup, bool mayNotStart = false) =>
        measured ? MeasureEngine(isWarmup, InvokeNamed, mayNotStart) : InvokeNamed() is not null || Succeeded || !mayNotStart;

    private int? InvokeNamed()
    {
        // A script or a function may end without an exit code, and one from before must not be taken for it.
        object? before = SessionState.PSVariable.GetValue(ExitCodeVariable);
        SessionState.PSVariable.Set(ExitCodeVariable, null);
        int? exitCode = null;
        try
        {
            InvokeCommand.InvokeScript($"param($program, $arguments) {Redirected("& $program @arguments")}", useNewScope: true, IntoOurs, null, FilePath, ArgumentList ?? []);
        }
        catch (RuntimeException scriptError)
        {
            LetThrough(scriptError);
            throw;
        }
        finally
        {
            exitCode = SessionState.PSVariable.GetValue(ExitCodeVariable) as int?;
            if (exitCode is null)
            {
                SessionState.PSVariable.Set(ExitCodeVariable, before);
            }
            else if (exitCode != 0)
            {
                CallingPipeline.MarkFailed(CommandRuntime);
            }
        }

        if (!Succeeded)
        {
            CallingPipeline.MarkFailed(CommandRuntime);
        }

        return exitCode;
    }
}
