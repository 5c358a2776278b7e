using PerfTracking.Benchmarks;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>What goes wrong in a session or on the way to a gate, and stays there for whoever judges.</summary>
internal static class BenchmarkProblems
{
    /// <summary>The id of <see cref="FileFailed"/>.</summary>
    public const string FileFailedId = "BenchmarkFileFailed";

    /// <summary>A file of benchmarks, or all of them where none is named, cannot be read.</summary>
    public static BenchmarkProblem FileFailed(string? file, string error, string? arm) => new(
        FileFailedId, $"{(file is null ? "The benchmark files" : $"'{file}'")}{Of(arm)} cannot be read: {error}", Arm: arm);

    /// <summary>Two benchmarks have one name.</summary>
    public static BenchmarkProblem NameTaken(PerfBenchmark first, PerfBenchmark second, string? arm) => new(
        "BenchmarkNameTaken",
        $"'{second.Name}'{Of(arm)} is defined twice, in '{first.File}', line {first.Line}, and in '{second.File}', line {second.Line}; the first one runs. Give the other a name of its own.",
        second.Name,
        arm);

    /// <summary>An arm has nothing that could be compared.</summary>
    public static BenchmarkProblem ArmEmpty(string arm) => new(
        "ArmWithoutBenchmark", $"The {arm} has none of the benchmarks, so that nothing can be compared.", Arm: arm);

    /// <summary>A gate was given what it cannot judge.</summary>
    public static BenchmarkProblem InputNotValid(object? input) => new(
        "InputNotValid",
        FormattableString.Invariant($"'{input}' is nothing that a gate can judge: give it what Compare-PerfBenchmark, Invoke-PerfBenchmark -Base or Get-PerfRegression -All puts out."));

    /// <summary>A gate was given a file that cannot be read; an error has said why.</summary>
    public static BenchmarkProblem ResultsNotRead(string path) => new("ResultsNotRead", $"The results '{path}' could not be read.");

    private static string Of(string? arm) => arm is null ? string.Empty : $" of {arm}";
}
