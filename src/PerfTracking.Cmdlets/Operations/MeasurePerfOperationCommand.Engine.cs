using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.Operations;

/// <content>What PowerShell runs: scripts, functions, and what the system does not start.</content>
public sealed partial class MeasurePerfOperationCommand
{
    private void RunByEngine(bool measured, bool isWarmup)
    {
        if (measured)
        {
            MeasureEngine(isWarmup, InvokeNamed);
        }
        else
        {
            InvokeNamed();
        }
    }

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

        return exitCode;
    }
}
