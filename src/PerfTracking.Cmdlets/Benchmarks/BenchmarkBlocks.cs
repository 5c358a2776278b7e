using System.Management.Automation;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>
/// The script blocks of a benchmark, which stand beside the object that names it: Core knows no PowerShell, and the process
/// that only reads which benchmarks there are has no use for them.
/// </summary>
internal static class BenchmarkBlocks
{
    private const string Work = "ScriptBlock";
    private const string Setup = "Setup";
    private const string Cleanup = "Cleanup";

    public static void Attach(PSObject benchmark, ScriptBlock? work, ScriptBlock? setup, ScriptBlock? cleanup)
    {
        foreach ((string name, ScriptBlock? block) in new[] { (Work, work), (Setup, setup), (Cleanup, cleanup) })
        {
            if (block is not null)
            {
                benchmark.Properties.Add(new PSNoteProperty(name, block));
            }
        }
    }

    public static ScriptBlock? WorkOf(PSObject benchmark) => Of(benchmark, Work);

    public static ScriptBlock? SetupOf(PSObject benchmark) => Of(benchmark, Setup);

    public static ScriptBlock? CleanupOf(PSObject benchmark) => Of(benchmark, Cleanup);

    private static ScriptBlock? Of(PSObject benchmark, string name) => benchmark.Properties[name]?.Value as ScriptBlock;
}
