using System.Collections;
using System.Management.Automation;
using PerfTracking.Gates;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about comparing and judging.</summary>
internal static class ComparisonErrors
{
    private const int ShownCommits = 3;

    /// <summary>What was given is nothing that can be compared.</summary>
    public static ErrorRecord InputNotValid(object? input) => CmdletError.Of(
        "ComparisonInputNotValid",
        $"{(input is IEnumerable and not string ? "A list without a number" : FormattableString.Invariant($"'{input}'"))} cannot be compared: give a file of results, a session of Invoke-PerfBenchmark, or numbers.",
        ErrorCategory.InvalidArgument,
        input);

    /// <summary>One file or session alone, with one arm.</summary>
    public static ErrorRecord OneSideOnly(string source) => CmdletError.Of(
        "OneSideOnly",
        $"There is nothing to compare '{source}' with: it holds one arm. Give a baseline and what is current, or measure with Invoke-PerfBenchmark -Base.",
        ErrorCategory.InvalidArgument,
        source);

    /// <summary>Several sessions or sets where two are a pair.</summary>
    public static ErrorRecord NotTwoSides(int count) => CmdletError.Of(
        "NotTwoSides", $"{count} sets came through the pipeline; the first two are the baseline and what is current.", ErrorCategory.InvalidArgument, count);

    /// <summary>Nothing of what is stored or piped belongs to a group.</summary>
    public static ErrorRecord GroupNotFound(string by, string name, string where) => CmdletError.Of(
        "GroupNotFound", $"Nothing in {where} has '{name}' for its {by}.", ErrorCategory.ObjectNotFound, name);

    /// <summary>The beginning of a commit is that of several.</summary>
    public static ErrorRecord GroupNotUnique(string name, IReadOnlyList<string> commits) => CmdletError.Of(
        "GroupNotUnique",
        FormattableString.Invariant($"'{name}' is the beginning of {commits.Count} commits: {string.Join(", ", commits.Take(ShownCommits))}{(commits.Count > ShownCommits ? ", …" : "")}. Give more of it."),
        ErrorCategory.InvalidArgument,
        name);

    /// <summary>What to group stored history by is none of the ways.</summary>
    public static ErrorRecord GroupingNotValid(string by) => CmdletError.Of(
        "GroupingNotValid", $"Stored history cannot be grouped by '{by}': branch, commit, or tag:name.", ErrorCategory.InvalidArgument, by);

    /// <summary>No benchmark of a name is on either side.</summary>
    public static ErrorRecord BenchmarkNotCompared(string name) => CmdletError.Of(
        "BenchmarkNotCompared", $"Neither side has a benchmark '{name}'.", ErrorCategory.ObjectNotFound, name);

    /// <summary>No metric of a name is on either side.</summary>
    public static ErrorRecord MetricNotCompared(string name) => CmdletError.Of(
        "MetricNotCompared", $"Neither side has a metric '{name}'.", ErrorCategory.ObjectNotFound, name);

    /// <summary>A file of limits cannot be read. The exception's own id is the identifier.</summary>
    public static ErrorRecord GateFile(GateFileException exception, string path) => new(
        exception, exception.Id, exception.Id == GateFileException.NotFound ? ErrorCategory.ObjectNotFound : ErrorCategory.InvalidData, path);

    /// <summary>The gate does not pass. Its result is the target.</summary>
    public static ErrorRecord GateNotPassed(PerfGateResult result) => new(
        new InvalidOperationException(result.Message),
        result.Outcome switch { GateOutcome.Failed => "PerfGateFailed", GateOutcome.Undecided => "PerfGateUndecided", _ => "PerfGateNotCompared" },
        result.Outcome == GateOutcome.Failed ? ErrorCategory.LimitsExceeded : ErrorCategory.InvalidResult,
        result);
}
