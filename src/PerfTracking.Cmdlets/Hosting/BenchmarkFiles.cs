using System.IO.Enumeration;
using PerfTracking.Benchmarks;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Where the files of benchmarks are.</summary>
internal static class BenchmarkFiles
{
    private static readonly EnumerationOptions Recursively = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>A file as it is, or the benchmark files in a folder and below it, the nearest first; none where nothing is.</summary>
    /// <remarks>A linked folder below is left out: it may lead back to one above, or have the same files once more.</remarks>
    /// <param name="path">The file's or the folder's full path.</param>
    /// <param name="mostEntries">After how many files and folders the search ends.</param>
    public static IEnumerable<string> At(string path, int mostEntries = int.MaxValue) =>
        Directory.Exists(path) ? Below(path).Take(mostEntries).OfType<string>()
        : File.Exists(path) ? [path]
        : [];

    // Null for everything else, so that who reads knows how far the search is.
    private static FileSystemEnumerable<string?> Below(string folder) => new(
        folder,
        static (ref FileSystemEntry entry) => !entry.IsDirectory && FileSystemName.MatchesSimpleExpression(PerfBenchmark.FilePattern, entry.FileName) ? entry.ToFullPath() : null,
        Recursively)
    {
        ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    };
}
