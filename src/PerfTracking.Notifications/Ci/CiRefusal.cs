namespace PerfTracking.Notifications.Ci;

/// <summary>A place did not take a report. Its message never holds a secret.</summary>
internal sealed class CiRefusal : Exception
{
    public CiRefusal()
    {
    }

    public CiRefusal(string message)
        : base(message)
    {
    }

    public CiRefusal(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
