using System.Reflection;
using System.Runtime.CompilerServices;

namespace PerfTracking.ModuleTests.Engine;

/// <summary>Where the build has put what is tested.</summary>
internal static class Built
{
    public static readonly string Manifest = PathOf("Module");

    public static readonly string OlderLibraries = PathOf("OlderLibraries");

    public static readonly string OlderStore = PathOf("OlderStore");

    public static readonly string PerfGateAction = PathOf("PerfGateAction");

    public static string ModuleFolder => Path.GetDirectoryName(Manifest)!;

    /// <summary>No test touches the user's own store or the settings of the machine.</summary>
    [ModuleInitializer]
    internal static void Isolate()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("PERFTRACKING_STORE", Path.Combine(Path.GetTempPath(), $"perftracking-default-{Environment.ProcessId}", "performance.db"));
        foreach (string name in new[] { "PERFTRACKING_MODULE", "PERFTRACKING_STRICT", "PERFTRACKING_APPLICATION", "PERFTRACKING_ENVIRONMENT" })
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    private static string PathOf(string what) => Path.GetFullPath(
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == what).Value!);
}
