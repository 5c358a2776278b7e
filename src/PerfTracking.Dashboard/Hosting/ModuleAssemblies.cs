using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Dashboard.Hosting;

/// <summary>
/// In the module this process shares assemblies with the cmdlets: its own folder holds what is its own alone. Elsewhere it has
/// all of them beside it, and nothing is looked for here.
/// </summary>
internal static class ModuleAssemblies
{
    /// <summary>Finds assemblies and native libraries in the module around this process, where there is one.</summary>
    public static void UseWherePartOfModule()
    {
        string root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, ".."));
        if (!File.Exists(Path.Combine(root, "PerfTracking.psd1")))
        {
            return;
        }

        var files = new ModuleFiles(root);
        AssemblyLoadContext.Default.Resolving += (context, name) => Find(files, context, name);
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => files.FindNative(name) is { } path ? NativeLibrary.Load(path) : 0;
    }

    private static Assembly? Find(ModuleFiles files, AssemblyLoadContext context, AssemblyName name) =>
        name.Name is { } simple && files.FindAssembly(simple) is { } path ? context.LoadFromAssemblyPath(path) : null;
}
