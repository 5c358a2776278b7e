namespace PerfTracking.Tracking;

/// <summary>Where an operation is in its life.</summary>
public enum OperationStatus
{
    /// <summary>It was started and has not been stopped.</summary>
    Running,

    /// <summary>It was stopped without an error.</summary>
    Completed,

    /// <summary>It was stopped with an error.</summary>
    Failed,
}
