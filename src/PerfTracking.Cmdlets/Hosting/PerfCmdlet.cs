using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>What all cmdlets share: the runspace they run in, warnings with stable ids, and being stopped.</summary>
public abstract class PerfCmdlet : PSCmdlet, IDisposable
{
    private CancellationTokenSource? _stopping;

    private protected PerfCmdlet()
    {
    }

    /// <summary>The runspace the cmdlet runs in; operations are matched inside it first.</summary>
    private protected static Guid Scope => Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;

    /// <summary>Cancelled when the pipeline is stopped, by Ctrl+C say. Made when first asked for: what is quick needs none.</summary>
    private protected CancellationToken Cancellation => LazyInitializer.EnsureInitialized(ref _stopping).Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => LazyInitializer.EnsureInitialized(ref _stopping).Cancel();

    /// <summary>Gives back what was held while the command ran.</summary>
    private protected virtual void Release() => _stopping?.Dispose();

    /// <summary>Writes a row, with times that read well in the cell of a file.</summary>
    /// <param name="row">The row.</param>
    private protected void WriteRow(object row) => WriteObject(TimeCells.In(row));

    /// <summary>Writes a warning that ends with its stable id, for PowerShell's own warnings carry none.</summary>
    /// <param name="id">The id.</param>
    /// <param name="message">What is wrong and what to do.</param>
    private protected void Warn(string id, string message) => WriteWarning($"{message} [{id}]");

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

        WriteError(InputErrors.NameNotValid(name, what, defect));
        return false;
    }
}
