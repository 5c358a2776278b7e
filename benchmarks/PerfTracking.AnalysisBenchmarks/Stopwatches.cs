using System.Diagnostics;

namespace PerfTracking.AnalysisBenchmarks;

/// <summary>Milliseconds: the best of many runs, or one run that may take too long; and bytes.</summary>
internal static class Stopwatches
{
    public static double Best(Action action, TimeSpan total)
    {
        var best = double.MaxValue;
        var all = Stopwatch.StartNew();
        do
        {
            var one = Stopwatch.StartNew();
            action();
            best = Math.Min(best, one.Elapsed.TotalMilliseconds);
        }
        while (all.Elapsed < total);
        return best;
    }

    /// <summary>Bytes allocated by one run, on this thread.</summary>
    public static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public static double? Once(Action action, TimeSpan patience)
    {
        double? taken = null;
        var thread = new Thread(() =>
        {
            var one = Stopwatch.StartNew();
            action();
            taken = one.Elapsed.TotalMilliseconds;
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return thread.Join(patience) ? taken : null;
    }
}
