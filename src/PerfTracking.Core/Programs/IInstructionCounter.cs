namespace PerfTracking.Programs;

/// <summary>Counts instructions of work in this process.</summary>
public interface IInstructionCounter
{
    /// <summary>Begins to count what the calling thread retires in user mode, and what it starts from now on.</summary>
    /// <returns>Ends it, on the same thread, and tells the number; <see langword="null"/> where the system does not count.</returns>
    Func<long?>? Begin();
}
