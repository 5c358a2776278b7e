namespace PerfTracking.Recording;

/// <summary>The port to the process that is measured.</summary>
public interface IProcessProbe
{
    /// <summary>Reads what the process has used since it started.</summary>
    ProcessReading Read();
}
