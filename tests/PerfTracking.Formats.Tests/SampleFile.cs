namespace PerfTracking.Formats.Tests;

/// <summary>The files in <c>Samples</c>.</summary>
internal static class SampleFile
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Samples", name);

    public static string Text(string name) => File.ReadAllText(Path(name));
}
