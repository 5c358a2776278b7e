using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Formatting;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Runs a script block in the folder of an arm, to build it.</summary>
/// <param name="cmdlet">The cmdlet that was given the block.</param>
/// <param name="block">The block.</param>
internal sealed class PrepareBlock(PSCmdlet cmdlet, ScriptBlock block)
{
    private const int ShownLines = 20;
    private const string Locations = "PerfTracking";

    // Line by line, so that what was said before a failure is there. Only within a try do a command that is not there, or a
    // method that fails, end more than their own statement.
    private const string Script = "param($perfBlock, $perfSaid) try { & $perfBlock *>&1 | ForEach-Object { $perfSaid.Add([string] $_) } } catch { throw }";
    private const string ExitCodeVariable = "global:LASTEXITCODE";

    /// <summary>Runs it there; what it writes is verbose output.</summary>
    /// <param name="arm">The arm's name.</param>
    /// <param name="folder">The arm's folder.</param>
    /// <exception cref="BaseFailedException">It failed: by an exception, by leaving its script, or by the exit code of its last program.</exception>
    public void Run(string arm, string folder)
    {
        var said = new List<string>();
        cmdlet.SessionState.PSVariable.Set(ExitCodeVariable, 0);
        cmdlet.SessionState.Path.PushCurrentLocation(Locations);
        try
        {
            cmdlet.SessionState.Path.SetLocation(WildcardPattern.Escape(folder));
            cmdlet.InvokeCommand.InvokeScript(useLocalScope: true, ScriptBlock.Create(Script), null, block, said);
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw Failed(arm, exception.ErrorRecord.ErrorDetails?.Message ?? exception.ErrorRecord.Exception.Message, said);
        }
        catch (FlowControlException)
        {
            // It would leave the caller's script as well, and a gate in it would have judged nothing and failed nothing.
            throw Failed(arm, "it called 'exit', 'break' or 'continue' out of its script.", said);
        }
        finally
        {
            said.ForEach(cmdlet.WriteVerbose);
            cmdlet.SessionState.Path.PopLocation(Locations);
        }

        if (cmdlet.SessionState.PSVariable.GetValue(ExitCodeVariable) is int code and not 0)
        {
            throw Failed(arm, $"its last program {EndingText.OfTold(code)}.", said);
        }
    }

    private static BaseFailedException Failed(string arm, string why, List<string> said) => BaseErrors.PrepareFailed(
        arm, $"{why}{string.Concat(said.TakeLast(ShownLines).Select(static line => $"{System.Environment.NewLine}    {line}"))}");
}
