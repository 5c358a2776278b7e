using System.Management.Automation;
using System.Reflection;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// What the engine knows of the pipeline that a cmdlet runs in and lets script functions alone see. A cmdlet that runs
/// the caller's own work needs it to be as transparent as they are. On an engine without these members nothing is changed.
/// </summary>
internal static class CallingPipeline
{
    private const BindingFlags NonPublic = BindingFlags.Instance | BindingFlags.NonPublic;

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
}
