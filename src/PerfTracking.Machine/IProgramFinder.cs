namespace PerfTracking.Machine;

/// <summary>Finds the program that was started and reads what it uses, in the way of one operating system.</summary>
internal interface IProgramFinder : IDisposable
{
    /// <summary>Looks at the program now; <see langword="null"/> before it was found and after it ended.</summary>
    ProgramSample? Sample();

    /// <summary>Completes the last sample with what the system tells of a program that has ended.</summary>
    /// <param name="last">The last sample.</param>
    ProgramSample Conclude(ProgramSample last);
}
