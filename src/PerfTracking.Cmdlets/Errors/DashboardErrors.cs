using System.Management.Automation;
using PerfTracking.Dashboards;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about dashboards.</summary>
internal static class DashboardErrors
{
    /// <summary>Others can reach it, and nothing keeps them out.</summary>
    public static ErrorRecord TokenRequired(string address) => CmdletError.Of(
        "TokenRequired", $"At '{address}' others can reach the dashboard: give the token that lets them in with -Token.", ErrorCategory.InvalidArgument, address);

    /// <summary>None of this user's runs.</summary>
    public static ErrorRecord NotFound(int processId) => CmdletError.Of(
        "DashboardNotFound", $"No dashboard of yours is the process {processId}. Get-PerfDashboard lists those that run.", ErrorCategory.ObjectNotFound, processId);

    /// <summary>A dashboard did not do what was asked.</summary>
    /// <param name="exception">The trouble.</param>
    /// <param name="target">What it is about.</param>
    public static ErrorRecord Of(DashboardException exception, object? target) => exception.Failure switch
    {
        DashboardFailure.NoRuntime => new ErrorRecord(exception, "AspNetCoreNotInstalled", ErrorCategory.NotInstalled, target),
        DashboardFailure.NotStarted => new ErrorRecord(exception, "DashboardNotStarted", ErrorCategory.OpenError, target),
        _ => new ErrorRecord(exception, "DashboardNotStopped", ErrorCategory.CloseError, target),
    };
}
