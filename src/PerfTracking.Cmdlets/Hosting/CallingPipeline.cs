using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Language;
using System.Reflection;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// What the engine knows of the pipeline that a cmdlet runs in and lets script functions and native commands alone see. A
/// cmdlet that runs the caller's own work needs it to be as transparent as they are. On an engine without these members a
/// program's output is taken by pipes, and its errors are a cmdlet's.
/// </summary>
internal static class CallingPipeline
{
    private const BindingFlags NonPublic = BindingFlags.Instance | BindingFlags.NonPublic;
    private const BindingFlags Any = NonPublic | BindingFlags.Public | BindingFlags.DoNotWrapExceptions;

    /// <summary>
    /// Whether the caller wrote <c>2&gt;&amp;1</c>. The engine then has no error pipe for what a compiled cmdlet runs, and
    /// drops its errors (those of <c>ForEach-Object</c> too).
    /// </summary>
    /// <param name="runtime">The cmdlet's runtime.</param>
    public static bool MergesErrors(ICommandRuntime runtime) =>
        runtime.GetType().GetProperty("ErrorMergeTo", NonPublic)?.GetValue(runtime)?.ToString() == "Output";

    /// <summary>Makes <c>$?</c> false after the pipeline, as a program with a non-zero exit code does, without an error.</summary>
    /// <param name="runtime">The cmdlet's runtime.</param>
    public static void MarkFailed(ICommandRuntime runtime)
    {
        object? pipeline = runtime.GetType().GetProperty("PipelineProcessor", NonPublic)?.GetValue(runtime);
        pipeline?.GetType().GetProperty("ExecutionFailed", NonPublic)?.SetValue(pipeline, true);
    }

    /// <summary>Whether nobody wants the output but the host, so that a program may write where this process writes. The rule is that of native commands.</summary>
    /// <param name="runtime">The cmdlet's runtime.</param>
    /// <param name="host">The host.</param>
    /// <param name="invocation">The cmdlet's invocation.</param>
    public static bool EndsAtHost(ICommandRuntime runtime, PSHost host, InvocationInfo invocation) =>
        invocation.PipelinePosition == invocation.PipelineLength && !Listens(host) && IsForHost(runtime, "OutputPipe");

    /// <summary>The same for errors.</summary>
    /// <param name="runtime">The cmdlet's runtime.</param>
    /// <param name="host">The host.</param>
    public static bool ErrorsEndAtHost(ICommandRuntime runtime, PSHost host) =>
        !MergesErrors(runtime) && !Listens(host) && IsForHost(runtime, "ErrorOutputPipe");

    /// <summary>Writes an error as a native command does: with an id of its own, and not as an error of this cmdlet.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="record">The error.</param>
    /// <param name="program">The program it comes from.</param>
    /// <param name="isOutput">Whether it is a line that the program wrote, which is no failure.</param>
    public static void WriteNativeError(PSCmdlet cmdlet, ErrorRecord record, CommandInfo program, bool isOutput)
    {
        object runtime = cmdlet.CommandRuntime;
        MethodInfo? write = runtime.GetType().GetMethod("_WriteErrorSkipAllowCheck", NonPublic, [typeof(ErrorRecord), typeof(ActionPreference?), typeof(bool)]);
        if (write is null)
        {
            cmdlet.WriteError(record);
            return;
        }

        object? position = typeof(InvocationInfo).GetProperty("ScriptPosition", Any)?.GetValue(cmdlet.MyInvocation);
        object? invocation = typeof(InvocationInfo).GetMethod("Create", [typeof(CommandInfo), typeof(IScriptExtent)])?.Invoke(null, [program, position]);
        typeof(ErrorRecord).GetMethod("SetInvocationInfo", NonPublic)?.Invoke(record, [invocation]);
        write.Invoke(runtime, Any, null, [record, null, isOutput], null);
    }

    /// <summary>The exception of a native command that <c>$PSNativeCommandUseErrorActionPreference</c> makes an error.</summary>
    /// <param name="path">The program's path.</param>
    /// <param name="exitCode">Its exit code.</param>
    /// <param name="process">The number its process had.</param>
    /// <param name="message">The message.</param>
    /// <param name="id">The error's id.</param>
    public static Exception ExitException(string path, int exitCode, int process, string message, string id)
    {
        ConstructorInfo? constructor = typeof(PSObject).Assembly.GetType("System.Management.Automation.NativeCommandExitException")
            ?.GetConstructor(Any, [typeof(string), typeof(int), typeof(int), typeof(string), typeof(string)]);
        return constructor?.Invoke([path, exitCode, process, message, id]) as Exception ?? new RuntimeException(message);
    }

    // A remote host has no streams of its own, and a transcript of a host without a screen hears only what passes through the engine.
    private static bool Listens(PSHost host) =>
        host.Name == "ServerRemoteHost" || host.UI?.GetType().GetProperty("IsTranscribing", Any)?.GetValue(host.UI) is true;

    private static bool IsForHost(ICommandRuntime runtime, string pipe)
    {
        object? output = runtime.GetType().GetProperty(pipe, NonPublic)?.GetValue(runtime);
        object? downstream = output?.GetType().GetProperty("DownstreamCmdlet", NonPublic)?.GetValue(output);
        var command = downstream?.GetType().GetProperty("CommandInfo", NonPublic)?.GetValue(downstream) as CommandInfo;
        if (!string.Equals(command?.Name, "Out-Default", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        object? cmdlet = downstream?.GetType().GetProperty("Command", NonPublic)?.GetValue(downstream);
        return cmdlet?.GetType().GetProperty("MyInvocation", Any)?.GetValue(cmdlet) is InvocationInfo invocation
            && !invocation.BoundParameters.ContainsKey("Transcript");
    }
}
