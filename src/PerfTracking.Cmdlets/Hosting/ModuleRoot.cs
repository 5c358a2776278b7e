namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Where the module lies.</summary>
internal static class ModuleRoot
{
    /// <summary>The manifest's file name.</summary>
    public const string Manifest = "PerfTracking.psd1";

    private static readonly Lazy<string> Found = new(static () =>
    {
        DirectoryInfo? folder = new FileInfo(typeof(ModuleRoot).Assembly.Location).Directory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, Manifest)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new FileNotFoundException($"The module is incomplete: {Manifest} is missing. Install it again.");
    });

    /// <summary>The full path of the folder with the manifest.</summary>
    /// <exception cref="FileNotFoundException">The module is incomplete.</exception>
    public static string Path => Found.Value;
}
