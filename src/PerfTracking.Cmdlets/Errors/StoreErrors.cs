using System.Management.Automation;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>Trouble with a store, as an error. What was wrong and what to do is the exception's own text.</summary>
internal static class StoreErrors
{
    /// <summary>The store could not do what was asked.</summary>
    public static ErrorRecord Of(PerfStoreException exception) => new(
        exception,
        IdOf(exception),
        exception.Failure switch
        {
            StoreFailure.NotFound => ErrorCategory.ObjectNotFound,
            StoreFailure.Unavailable => ErrorCategory.OpenError,
            StoreFailure.ReadOnly => ErrorCategory.PermissionDenied,
            StoreFailure.Locked => ErrorCategory.ResourceBusy,
            StoreFailure.Full => ErrorCategory.LimitsExceeded,
            StoreFailure.NoNativeLibrary => ErrorCategory.NotInstalled,
            StoreFailure.Failed => ErrorCategory.NotSpecified,
            _ => ErrorCategory.InvalidData,
        },
        exception.Location.Text);

    /// <summary>The store is not sound.</summary>
    public static ErrorRecord Defect(StoreLocation location, string defect) => CmdletError.Of(
        "StoreDefect", $"The store '{location}' is damaged: {defect}", ErrorCategory.InvalidData, location.Text);

    /// <summary>The stable identifier of a kind of trouble.</summary>
    public static string IdOf(PerfStoreException exception) =>
        exception.Failure == StoreFailure.NotAStore ? nameof(StoreFailure.NotAStore) : "Store" + exception.Failure;
}
