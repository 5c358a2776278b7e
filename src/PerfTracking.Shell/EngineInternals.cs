using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace PerfTracking.Shell;

/// <summary>
/// The two doors into the engine that only pwsh's own host is let through. Nothing public does the same,
/// and the version of the engine is pinned; the tests of exit codes and of errors would notice a change.
/// </summary>
internal static class EngineInternals
{
    private const BindingFlags NonPublic = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>
    /// Lets an <c>exit N</c> of the next script reach the host. Without it, a script that calls exit cannot be told
    /// from one that simply ended after a program had returned N.
    /// </summary>
    public static void LetNextScriptExit(Runspace runspace)
    {
        object context = typeof(Runspace).GetProperty("ExecutionContext", NonPublic)!.GetValue(runspace)!;
        context.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", NonPublic)!.SetValue(context, true);
    }

    /// <summary>Wraps an error so that the formatter sends it to the error stream rather than to the output.</summary>
    public static PSObject AsErrorStreamOutput(ErrorRecord error)
    {
        var wrapped = new PSObject(error);
        PropertyInfo stream = typeof(PSObject).GetProperty("WriteStream", NonPublic)!;
        stream.SetValue(wrapped, Enum.Parse(stream.PropertyType, "Error"));
        return wrapped;
    }
}
