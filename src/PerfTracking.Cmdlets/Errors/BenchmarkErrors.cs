using System.Management.Automation;
using PerfTracking.Benchmarks;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors of benchmarks that were asked for and are not there. A session keeps them as its problems, by the same ids.</summary>
internal static class BenchmarkErrors
{
    private const int Shown = 10;

    public static ErrorRecord PathNotFound(string path) => CmdletError.Of(
        "PathNotFound", $"There is no file or folder '{path}' with benchmarks.", ErrorCategory.ObjectNotFound, path);

    public static ErrorRecord NoBenchmarkFile(string path) => CmdletError.Of(
        "NoBenchmarkFile", $"There is no file *.Perf.ps1 in '{path}' or below it.", ErrorCategory.ObjectNotFound, path);

    public static ErrorRecord NoneDefined(BenchmarkProblem? unread) => CmdletError.Of(
        "NoBenchmarkDefined", unread is null ? "The files define no benchmark: New-PerfBenchmark does." : $"No benchmark is known. {unread.Message}", ErrorCategory.ObjectNotFound, null);

    public static ErrorRecord NoneChosen(int known) => CmdletError.Of(
        "NoBenchmarkFound", $"None of the {known} benchmarks has the names and tags that were asked for.", ErrorCategory.ObjectNotFound, null);

    public static ErrorRecord NameNotFound(string name, IEnumerable<string> known, BenchmarkProblem? unread) => CmdletError.Of(
        "BenchmarkNotFound", $"There is no benchmark '{name}'.{Known(known)}{Because(unread)}", ErrorCategory.ObjectNotFound, name);

    public static ErrorRecord TagNotFound(string tag, IEnumerable<string> known, BenchmarkProblem? unread) => CmdletError.Of(
        "TagNotFound", $"No benchmark has the tag '{tag}'.{Known(known)}{Because(unread)}", ErrorCategory.ObjectNotFound, tag);

    public static ErrorRecord FolderNotFound(string file) => new(
        new DirectoryNotFoundException($"There is no folder for the file '{file}'."), "ResultFolderNotFound", ErrorCategory.ObjectNotFound, file);

    public static ErrorRecord NotWritten(Exception cause, string file) => new(
        new IOException($"The results cannot be written to '{file}': {FileTrouble.Of(file, cause)}", cause), "ResultFileNotWritten", ErrorCategory.WriteError, file);

    // What is not found may stand in the file that was not read.
    private static string Because(BenchmarkProblem? unread) => unread is null ? string.Empty : $" {unread.Message}";

    private static string Known(IEnumerable<string> names)
    {
        string[] all = [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
        return all.Length == 0 ? string.Empty : $" There are: {string.Join(", ", all.Take(Shown))}{(all.Length > Shown ? ", …" : "")}.";
    }
}
