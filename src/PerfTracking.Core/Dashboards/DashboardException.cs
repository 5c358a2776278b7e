namespace PerfTracking.Dashboards;

/// <summary>A dashboard did not do what was asked. The message says what was wrong and what to do.</summary>
public sealed class DashboardException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">What kind of trouble it is.</param>
    /// <param name="message">What was wrong and what to do.</param>
    /// <param name="inner">What the system said.</param>
    public DashboardException(DashboardFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>What kind of trouble it is.</summary>
    public DashboardFailure Failure { get; }
}

/// <summary>The kinds of trouble with a dashboard.</summary>
public enum DashboardFailure
{
    /// <summary>ASP.NET Core, on which it runs, is not installed.</summary>
    NoRuntime,

    /// <summary>It did not begin to answer.</summary>
    NotStarted,

    /// <summary>It could not be ended.</summary>
    NotStopped,
}
