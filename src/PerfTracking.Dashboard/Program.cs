using System.Runtime.CompilerServices;
using PerfTracking.Dashboard.Hosting;

namespace PerfTracking.Dashboard;

/// <summary>The process.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        ModuleAssemblies.UseWherePartOfModule();
        return Run(arguments);
    }

    // Not compiled before the assemblies that it names can be found.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> Run(string[] arguments) => DashboardProcess.Run(arguments);
}
