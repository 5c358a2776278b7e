namespace PerfTracking.Architecture.Tests;

/// <summary>The projects of src, by what they compile to.</summary>
internal static class House
{
    private const string Prefix = "PerfTracking.";

    /// <summary>Their names without that of the product.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, Prefix + "*.dll").Select(static file => NameOf(Path.GetFileNameWithoutExtension(file)))
            .Where(static name => !name.EndsWith("Tests", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    /// <summary>The assembly of a project.</summary>
    public static string FileOf(string project) => Path.Combine(AppContext.BaseDirectory, Prefix + project + ".dll");

    /// <summary>Whether an assembly is one of ours.</summary>
    public static bool IsOurs(string assembly) => assembly.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The project of an assembly.</summary>
    public static string NameOf(string assembly) => assembly[Prefix.Length..];
}
