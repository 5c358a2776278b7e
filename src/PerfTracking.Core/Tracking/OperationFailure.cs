namespace PerfTracking.Tracking;

/// <summary>Why an operation failed.</summary>
/// <param name="ErrorId">The error's fully qualified identifier.</param>
/// <param name="Message">The error's message.</param>
public sealed record OperationFailure(string ErrorId, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Message;
}
