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

    /// <summary>A path leads to another provider than the file system.</summary>
    public static ErrorRecord PathNotOfFile(ArgumentException exception, string path) => new(
        new ArgumentException($"{exception.Message} Give a full path, or go to a folder first.", exception), "PathNotOfFile", ErrorCategory.InvalidArgument, path);

    /// <summary>What came through the pipeline is no number.</summary>
    public static ErrorRecord NumberNotValid(object? value, string? property, object? input) => CmdletError.Of(
        "NumberNotValid",
        property is null && ((value as PSObject)?.BaseObject ?? value) is { } whole and not (string or IFormattable)
            ? $"A {whole.GetType().Name} is no number and is left out; -Property names what it holds the number in."
            : FormattableString.Invariant($"'{value}'{(property is null ? "" : $" in the property '{property}'")} is not a finite number and is left out."),
        ErrorCategory.InvalidData,
        input);

    /// <summary>An option, or a limit of a policy or a gate, is outside its range.</summary>
    public static ErrorRecord LimitNotValid(ArgumentOutOfRangeException exception)
    {
        // .NET adds lines about its own parameter; the first one is ours.
        string[] lines = exception.Message.Split([$" (Parameter '{exception.ParamName}')", "\r", "\n"], StringSplitOptions.RemoveEmptyEntries);
        return CmdletError.Of("LimitNotValid", lines[0], ErrorCategory.InvalidArgument, exception.ActualValue);
    }
}
