using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// Loads every package behind the cmdlets, and what uses it, in a context of its own, so that another module's Dapper or
/// SQLite never meets ours. What PowerShell itself reads, the cmdlets and the types that scripts may name, stays in the shared
/// context.
/// </summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    private const string CLibrary = "libc";

    private static readonly string[] SharedAssemblies = ["PerfTracking.Core", "PerfTracking.Cmdlets"];
    private static readonly string[] IsolatedAssemblies = ["PerfTracking.Storage", "PerfTracking.Analysis", "PerfTracking.Machine", "PerfTracking.Formats", "PerfTracking.Notifications", "PerfTracking.Pages"];
    private static int _prepared;

    private readonly ModuleFiles _files = new(ModuleRoot.Path);

    private ModuleLoadContext()
        : base("PerfTracking", isCollectible: false)
    {
    }

    /// <summary>Makes the context: once in a process, however often and from however many runspaces the module is imported.</summary>
    public static void Prepare()
    {
        if (Interlocked.Exchange(ref _prepared, 1) == 0)
        {
            Default.Resolving += new ModuleLoadContext().Resolve;
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
        // The C library is in every process; .NET would look for a file of that name in a dozen places first.
        unmanagedDllName == CLibrary && !OperatingSystem.IsWindows() ? NativeLibrary.GetMainProgramHandle()
        : _files.FindNative(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path)
        : 0;

    private Assembly? Resolve(AssemblyLoadContext asking, AssemblyName assembly) =>
        IsolatedAssemblies.Contains(assembly.Name) ? LoadFromAssemblyName(assembly) : null;
}
