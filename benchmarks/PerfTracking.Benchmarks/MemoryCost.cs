using System.Management.Automation.Runspaces;

namespace PerfTracking.Benchmarks;

/// <summary>The managed memory that an imported module keeps while it does nothing, beside the floor's.</summary>
internal static class MemoryCost
{
    public static void Measure(Workplace workplace, CostTable table)
    {
        // What the engine makes once for any import must not be counted, so each is imported before and after.
        double floor = Kept(workplace.Floor), module = Kept(workplace.Module);
        table.Add("managed memory kept by an idle imported module", $"a runspace with one cmdlet: {floor:0} KB", $"{module:0} KB", $"{module - floor:0} KB more", "", "100 KB");
    }

    private static double Kept(string manifest)
    {
        using (Workplace.Open(manifest))
        {
        }

        long before = Settled();
        const int runspaces = 8;
        var open = new Runspace[runspaces];
        for (int i = 0; i < runspaces; i++)
        {
            open[i] = Workplace.Open(manifest);
        }

        double kept = (Settled() - before) / 1024.0 / runspaces;
        Array.ForEach(open, static runspace => runspace.Dispose());
        return kept;
    }

    private static long Settled()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
