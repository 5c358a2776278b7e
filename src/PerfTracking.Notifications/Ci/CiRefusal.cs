using System.Net;

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

    public CiRefusal(string message, HttpStatusCode status)
        : base(message) => Status = status;

    /// <summary>What the place answered; <see langword="null"/> where it gave no answer.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>Whether the token may not change a comment, or that is no more.</summary>
    public bool IsOfThatComment => Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone;
}
