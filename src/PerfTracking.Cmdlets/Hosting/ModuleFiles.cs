using PerfTracking.Loader;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// Where the module keeps its assemblies and native libraries: those for this platform before the portable ones. Part of every
/// process that runs out of the module: PowerShell, and the dashboard.
/// </summary>
internal sealed class ModuleFiles
{
    private readonly string[] _managed;
    private readonly string[] _native;

    /// <param name="moduleRoot">The folder that holds the module's manifest.</param>
    public ModuleFiles(string moduleRoot)
    {
        string platform = Path.Combine(moduleRoot, "runtimes", ModulePlatform.Name());

        // Code compiled ahead for this platform where the module has it, otherwise the portable assemblies.
        _managed = [Path.Combine(platform, "lib"), Path.Combine(moduleRoot, "lib")];
        _native = [Path.Combine(platform, "native")];
    }

    /// <summary>The file of an assembly, or <see langword="null"/> where the module has none.</summary>
    /// <param name="name">Its simple name.</param>
    public string? FindAssembly(string name) => Find(_managed, name + ".dll");

    /// <summary>The file of a native library, or <see langword="null"/> where the module has none.</summary>
    /// <param name="name">Its name without what the system adds to it.</param>
    public string? FindNative(string name) => Find(_native, OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so");

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
}
