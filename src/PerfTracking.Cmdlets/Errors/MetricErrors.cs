using System.Management.Automation;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about metrics, their values and their targets.</summary>
internal static class MetricErrors
{
    /// <summary>No metric has the name.</summary>
    public static ErrorRecord NotFound(string name) => CmdletError.Of(
        "MetricNotFound", $"There is no metric '{name}'. Get-PerfMetric lists those there are, Register-PerfMetric makes one.", ErrorCategory.ObjectNotFound, name);

    /// <summary>The metric is known, and there is nothing to compute from.</summary>
    public static ErrorRecord NoHistory(string name, string location) => CmdletError.Of(
        "NoHistory", $"Nothing was measured of '{name}' in '{location}', or nothing that was asked for.", ErrorCategory.ObjectNotFound, name);

    /// <summary>The metric is known, and none of the snapshots looked at has it.</summary>
    public static ErrorRecord NotMeasured(string name) => CmdletError.Of(
        "NotMeasured", $"None of the snapshots looked at holds a value of '{name}'.", ErrorCategory.ObjectNotFound, name);

    /// <summary>What is built in cannot be changed in this way.</summary>
    public static ErrorRecord BuiltIn(string name, ErrorCategory category) => CmdletError.Of(
        "MetricBuiltIn", $"'{name}' is a built-in metric; it can be neither registered nor removed. Use another name; Remove-PerfTarget silences its target.", category, name);

    /// <summary>A number cannot be a value of the metric.</summary>
    public static ErrorRecord ValueNotValid(PerfMetric metric, double value, string defect) => CmdletError.Of(
        "ValueNotValid", FormattableString.Invariant($"{value} cannot be a value of '{metric}': {defect}."), ErrorCategory.InvalidArgument, value);

    /// <summary>A number cannot be a target.</summary>
    public static ErrorRecord TargetNotValid(string defect, double value) => CmdletError.Of(
        "TargetNotValid", defect, ErrorCategory.InvalidArgument, value);
}
