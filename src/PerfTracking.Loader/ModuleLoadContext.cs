using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PerfTracking.Loader;

/// <summary>
/// Loads the cmdlets and every package behind them in a context of their own, so that another module's Dapper or SQLite
/// never meets ours. What all of PowerShell may name, <c>PerfTracking.Core</c>, stays in the shared context.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private const string SharedAssembly = "PerfTracking.Core";
    private const string EntryAssembly = "PerfTracking.Cmdlets";
    private static readonly object Gate = new();
    private static Assembly? _entry;

    private readonly string[] _managed;
    private readonly string[] _native;

    private ModuleLoadContext(string moduleRoot)
        : base("PerfTracking", isCollectible: false)
    {
        string platform = Path.Combine(moduleRoot, "runtimes", Platform());

        // Code compiled ahead for this platform where the module has it, otherwise the portable assemblies.
        _managed = [Path.Combine(platform, "lib"), Path.Combine(moduleRoot, "lib")];
        _native = [Path.Combine(platform, "native")];
    }

    /// <summary>Loads the module, once in a process however often and from however many runspaces it is imported.</summary>
    /// <param name="moduleRoot">The folder that holds the module's manifest.</param>
    /// <returns>The assembly with the cmdlets.</returns>
    /// <exception cref="FileNotFoundException">The module is incomplete.</exception>
    public static Assembly LoadModule(string moduleRoot)
    {
        lock (Gate)
        {
            return _entry ??= LoadOnce(new ModuleLoadContext(moduleRoot));
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);

        // What is not ours, PowerShell's and .NET's own assemblies, comes from the shared context, and so does Core.
        return assemblyName.Name is { } name and not SharedAssembly && Find(_managed, name + ".dll") is { } path
            ? LoadFromAssemblyPath(path)
            : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string file = OperatingSystem.IsWindows() ? $"{unmanagedDllName}.dll"
            : OperatingSystem.IsMacOS() ? $"lib{unmanagedDllName}.dylib"
            : $"lib{unmanagedDllName}.so";
        return Find(_native, file) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
    }

    private static Assembly LoadOnce(ModuleLoadContext context)
    {
        string core = Find(context._managed, SharedAssembly + ".dll")
            ?? throw new FileNotFoundException($"The module is incomplete: {SharedAssembly}.dll is missing. Install it again.");
        Default.LoadFromAssemblyPath(core);
        return context.LoadFromAssemblyName(new AssemblyName(EntryAssembly));
    }

    private static string? Find(string[] folders, string file)
    {
        foreach (string folder in folders)
        {
            string path = Path.Combine(folder, file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static string Platform()
    {
        // One for which the module has no folder gets the portable assemblies, and no SQLite.
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        string system = OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : IsMusl() ? "linux-musl-" : "linux-";
        return system + architecture;
    }

    private static bool IsMusl()
    {
        string runtime = RuntimeInformation.RuntimeIdentifier;
        return runtime.Contains("musl", StringComparison.Ordinal) || runtime.StartsWith("alpine", StringComparison.Ordinal);
    }
}
