using PerfTracking.History;

namespace PerfTracking.Recording;

/// <summary>The port to the log that gets a line for each save.</summary>
public interface ISnapshotLog
{
    /// <summary>Writes a snapshot's line.</summary>
    /// <param name="snapshot">The snapshot, with its alerts.</param>
    /// <exception cref="IOException">The log cannot be written; the snapshot is stored all the same.</exception>
    void Write(PerfSnapshot snapshot);

    /// <summary>Removes what was written on days before one.</summary>
    /// <param name="day">The first day that is kept, UTC.</param>
    /// <exception cref="IOException">The log cannot be changed.</exception>
    void RemoveBefore(DateOnly day);
}
