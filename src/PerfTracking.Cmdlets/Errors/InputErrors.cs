using System.Management.Automation;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about what a user typed or piped: names, numbers, limits.</summary>
internal static class InputErrors
{
    private const int Shown = 60;

    /// <summary>A text cannot be a name.</summary>
    public static ErrorRecord NameNotValid(string? name, string what, string defect)
    {
        // A terminal would obey what it is told not to show.
        string shown = string.Concat((name ?? string.Empty).Take(Shown).Select(static c => char.IsControl(c) ? '\ufffd' : c)) + (name?.Length > Shown ? "…" : "");
        return CmdletError.Of("NameNotValid", $"'{shown}' cannot be the name of {what}: {defect}.", ErrorCategory.InvalidArgument, shown);
    }

    /// <summary>What came through the pipeline is no number.</summary>
    public static ErrorRecord NumberNotValid(object? value, string? property, object? input) => CmdletError.Of(
        "NumberNotValid", $"'{value}'{(property is null ? "" : $" in the property '{property}'")} is not a finite number and is left out.", ErrorCategory.InvalidData, input);

    /// <summary>A number cannot be judged.</summary>
    public static ErrorRecord NumberNotFinite(double value) => CmdletError.Of(
        "ValueNotValid", $"{value} cannot be judged: it is not a finite number.", ErrorCategory.InvalidArgument, value);

    /// <summary>A limit of a policy is outside its range.</summary>
    public static ErrorRecord LimitNotValid(string defect, object? value) => CmdletError.Of("LimitNotValid", defect, ErrorCategory.InvalidArgument, value);
}
