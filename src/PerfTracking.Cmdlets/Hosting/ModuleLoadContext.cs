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
    private Library? _loaded;

    private ModuleLoadContext()
        : base("PerfTracking", isCollectible: false)
    {
    }

    /// <summary>Makes the context: once in a process, however often and from however many runspaces the module is imported.</summary>
    /// <returns>Whether it was made now.</returns>
    public static bool Prepare()
    {
        if (Interlocked.Exchange(ref _prepared, 1) != 0)
        {
            return false;
        }

        Default.Resolving += new ModuleLoadContext().Resolve;
        return true;
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
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        // .NET asks again for each function of a library that is called.
        if (_loaded is { } loaded && loaded.Name == unmanagedDllName)
        {
            return loaded.Handle;
        }

        // The C library is in every process; .NET would look for a file of that name in a dozen places first.
        if (unmanagedDllName == CLibrary && !OperatingSystem.IsWindows())
        {
            return NativeLibrary.GetMainProgramHandle();
        }

        if (_files.FindNative(unmanagedDllName) is not { } path)
        {
            return 0;
        }

        nint handle = LoadUnmanagedDllFromPath(path);
        _loaded = new Library(unmanagedDllName, handle);
        return handle;
    }

    private Assembly? Resolve(AssemblyLoadContext asking, AssemblyName assembly) =>
        IsolatedAssemblies.Contains(assembly.Name) ? LoadFromAssemblyName(assembly) : null;

    /// <summary>A library that is loaded, for as long as the process lives.</summary>
    private sealed class Library(string name, nint handle)
    {
        public string Name => name;

        public nint Handle => handle;
    }
}
