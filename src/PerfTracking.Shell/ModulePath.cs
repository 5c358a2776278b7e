namespace PerfTracking.Shell;

/// <summary>Where the engine looks for modules by name.</summary>
internal static class ModulePath
{
    private const string Variable = "PSModulePath";

    /// <summary>Takes away the folders with another PowerShell's own modules, which cannot load in this process.</summary>
    public static void Clean() => Set(Folders().Where(folder => !Directory.Exists(Path.Combine(folder, "Microsoft.PowerShell.Utility"))));

    /// <summary>Puts a folder first, so that runspaces a script makes find the module by its commands, as they would an installed one.</summary>
    public static void Prepend(string folder) => Set(Folders().Where(other => other != folder).Prepend(folder));

    private static string[] Folders() =>
        (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static void Set(IEnumerable<string> folders) =>
        Environment.SetEnvironmentVariable(Variable, string.Join(Path.PathSeparator, folders));
}
