using System.Management.Automation;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about reports of comparisons.</summary>
internal static class BenchmarkReportErrors
{
    /// <summary>What came through the pipeline is no comparison.</summary>
    public static ErrorRecord NothingToReport(object? input) => CmdletError.Of(
        "NoComparison", FormattableString.Invariant($"'{input}' is neither a result of Test-PerfGate nor of Compare-PerfBenchmark."), ErrorCategory.InvalidArgument, input);

    /// <summary>A name cannot tell comments apart.</summary>
    public static ErrorRecord ReportNameNotValid(string name) => CmdletError.Of(
        "ReportNameNotValid", $"'{name}' cannot tell one comment from another: letters, digits, dots, dashes and underscores can, up to 64 of them.", ErrorCategory.InvalidArgument, name);

    /// <summary>There is no Pester to give assertions to.</summary>
    public static ErrorRecord PesterNotLoaded() => CmdletError.Of(
        "PesterNotLoaded", "There is no Pester 5 or later in this session: call Enable-PerfAssertion in a test file, in BeforeAll.", ErrorCategory.NotInstalled, "Pester");
}
