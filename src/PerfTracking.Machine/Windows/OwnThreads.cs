namespace PerfTracking.Machine.Windows;

/// <summary>
/// Counts the threads of this process by going from one to the next. Every documented way, the tool help snapshot and the
/// performance counters, lists those of the whole system.
/// </summary>
internal static class OwnThreads
{
    /// <summary>How many there are, or <see langword="null"/> where the system does not tell.</summary>
    public static unsafe int? Count()
    {
        int count = 0;
        nint thread = 0;
        while (true)
        {
            nint next;
            int status = ProcessCalls.GetNextThread(ProcessCalls.ThisProcess, thread, ProcessCalls.QueryLimitedInformation, 0, 0, &next);
            Close(thread);
            if (status != 0)
            {
                return status == ProcessCalls.NoMoreEntries && count > 0 ? count : null;
            }

            thread = next;
            count++;
        }
    }

    private static void Close(nint handle)
    {
        if (handle != 0)
        {
            _ = ProcessCalls.Close(handle);
        }
    }
}
