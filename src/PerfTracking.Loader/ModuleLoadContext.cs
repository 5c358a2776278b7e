using System.Reflection;
using System.Runtime.Loader;

namespace PerfTracking.Loader;

/// <summary>
/// Loads every package behind the cmdlets, and what uses it, in a context of its own, so that another module's Dapper or
/// SQLite never meets ours. What PowerShell itself reads, the cmdlets and the types that scripts may name, stays in the shared
/// context.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly string[] SharedAssemblies = ["PerfTracking.Core", "PerfTracking.Cmdlets"];
    private static readonly string[] IsolatedAssemblies = ["PerfTracking.Storage", "PerfTracking.Analysis", "PerfTracking.Machine", "PerfTracking.Formats", "PerfTracking.Notifications", "PerfTracking.Pages"];
    private static readonly object Gate = new();
    private static ModuleLoadContext? _context;

    private readonly ModuleFiles _files;

    private ModuleLoadContext(string moduleRoot)
        : base("PerfTracking", isCollectible: false) => _files = new ModuleFiles(moduleRoot);

    /// <summary>
    /// Makes the context, and loads the shared assemblies as they are compiled for this platform: PowerShell, which asks for the
    /// portable ones by their paths afterwards, gets those that are loaded. Once in a process, however often and from however
    /// many runspaces the module is imported.
    /// </summary>
    /// <param name="moduleRoot">The folder that holds the module's manifest.</param>
    /// <exception cref="FileNotFoundException">The module is incomplete.</exception>
    public static void Prepare(string moduleRoot)
    {
        lock (Gate)
        {
            if (_context is null)
            {
                var context = new ModuleLoadContext(moduleRoot);
                foreach (string name in SharedAssemblies)
                {
                    string path = context._files.FindAssembly(name)
                        ?? throw new FileNotFoundException($"The module is incomplete: {name}.dll is missing. Install it again.");
                    Default.LoadFromAssemblyPath(path);
                }

                Default.Resolving += (_, assembly) => IsolatedAssemblies.Contains(assembly.Name) ? context.LoadFromAssemblyName(assembly) : null;
                _context = context;
            }
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);

        // What is not ours, PowerShell's and .NET's own assemblies, comes from the shared context too.
        return assemblyName.Name is { } name && !SharedAssemblies.Contains(name) && _files.FindAssembly(name) is { } path
            ? LoadFromAssemblyPath(path)
            : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _files.FindNative(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
