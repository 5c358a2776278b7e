namespace PerfTracking.Programs;

/// <summary>
/// Starts programs and tells exactly how long they ran and what they used. The clock starts right before the system is asked
/// to start the program, whose path is known by then, and stops when the system says that it has ended. Nothing watches it meanwhile.
/// </summary>
public interface IProgramLauncher
{
    /// <summary>
    /// Whether a run of its own (<see cref="MemoryReading.Exact"/>) is what tells a program's peak memory for certain. Where it
    /// is not, every run tells it.
    /// </summary>
    bool MemoryNeedsOwnRun { get; }

    /// <summary>In what steps this system counts a program's processor time, in ms.</summary>
    double CpuTimeStepMs { get; }

    /// <summary>Whether this system counts what a program does where a start asks for it (<see cref="ProgramStart.Counted"/>).</summary>
    bool CanCount { get; }

    /// <summary>Runs a program, and waits for its end.</summary>
    /// <param name="start">What to run, and how.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <returns>How it ended and what it used.</returns>
    /// <exception cref="ProgramStartException">The system does not start it.</exception>
    /// <exception cref="NotSupportedException">The system cannot give it one of the arguments as it is.</exception>
    /// <exception cref="IOException">A file for its streams cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">A file for its streams may not be opened.</exception>
    ProgramRun Run(ProgramStart start, CancellationToken cancellation);
}
