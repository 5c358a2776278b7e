using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>What all cmdlets share: the runspace they run in, and warnings and errors with stable ids.</summary>
public abstract class PerfCmdlet : PSCmdlet
{
    private protected PerfCmdlet()
    {
    }

    /// <summary>The runspace the cmdlet runs in; operations are matched inside it first.</summary>
    private protected static Guid Scope => Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;

    /// <summary>Writes a warning that ends with its stable id, for PowerShell's own warnings carry none.</summary>
    /// <param name="id">The id.</param>
    /// <param name="message">What is wrong and what to do.</param>
    private protected void Warn(string id, string message) => WriteWarning($"{message} [{id}]");

    /// <summary>Writes a non-terminating error.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="category">Its category.</param>
    /// <param name="target">The value that was wrong.</param>
    private protected void Fail(string id, string message, ErrorCategory category, object? target) =>
        WriteError(new ErrorRecord(new ArgumentException(message), id, category, target));

    /// <summary>Checks a name of an operation or a metric, and writes an error where it has a defect.</summary>
    /// <param name="name">The name.</param>
    /// <param name="what">What it names.</param>
    /// <returns>Whether the name may be used.</returns>
    private protected bool HasValidName(string? name, string what)
    {
        if (CustomMetric.DefectOfName(name) is not { } defect)
        {
            return true;
        }

        string shown = name is { Length: > 60 } ? name[..60] + "…" : name ?? string.Empty;
        Fail("NameNotValid", $"'{shown}' cannot be the name of {what}: {defect}.", ErrorCategory.InvalidArgument, shown);
        return false;
    }
}
