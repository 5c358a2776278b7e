namespace PerfTracking.Shell;

/// <summary>Finds the module that this repository builds.</summary>
internal static class BuiltModule
{
    /// <summary>The environment variable that names another manifest.</summary>
    public const string Variable = "PERFTRACKING_MODULE";

    private static readonly string InRepository = Path.Combine("out", "PerfTracking", "PerfTracking.psd1");

    /// <summary>What to tell when <see cref="Find"/> finds nothing.</summary>
    public static string NotFoundMessage =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? $"The PerfTracking module was not found: {Variable} is '{named}', and there is no such file. Point it to a PerfTracking.psd1, or start with -NoImport."
            : $"The PerfTracking module was not found: {InRepository} is missing from the repository around '{AppContext.BaseDirectory}'. Build it with 'dotnet build', set {Variable} to a PerfTracking.psd1, or start with -NoImport.";

    /// <summary>The full path of the module's manifest, or <see langword="null"/> when it is not there.</summary>
    public static string? Find()
    {
        string? candidate = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : Repository() is { } root ? Path.Combine(root, InRepository) : null;
        return File.Exists(candidate) ? candidate : null;
    }

    private static string? Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "PerfTracking.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
