using PerfTracking.Storage;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// Loads what the first save or question waits for, while PowerShell still reads the cmdlets: on a processor that has nothing to
/// do, and mostly over before the script goes on. It is begun by the import that loads the module into the process.
/// </summary>
internal static class WarmUp
{
    /// <summary>Begins it, and does not wait. With one processor there is nobody else to do it.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static _ => Run(), null);
        }
    }

    private static void Run()
    {
        try
        {
            SqliteWarmUp.Run();
            _ = HostSystem.ProcessProbe().Read();
        }
        catch (Exception)
        {
            // Whoever needs it tries again, and says what is wrong.
        }
    }
}
