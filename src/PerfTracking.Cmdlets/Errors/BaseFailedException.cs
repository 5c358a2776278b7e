namespace PerfTracking.Cmdlets.Errors;

/// <summary>The base, or an arm made for it, is not there: nothing can be compared.</summary>
internal sealed class BaseFailedException : Exception
{
    public BaseFailedException()
    {
    }

    public BaseFailedException(string message)
        : base(message)
    {
    }

    public BaseFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public BaseFailedException(string id, string message, string? arm, Exception? cause = null)
        : base(message, cause) => (Id, Arm) = (id, arm);

    /// <summary>The stable id of the problem.</summary>
    public string Id { get; } = string.Empty;

    /// <summary>The arm it concerns, or <see langword="null"/>.</summary>
    public string? Arm { get; }
}
