using System.Management.Automation.Runspaces;

namespace PerfTracking.Benchmarks;

/// <summary>Start- and Stop-PerfOperation, warm, beside two cmdlets that do nothing.</summary>
internal static class OperationCost
{
    private const int Calls = 20_000;

    public static void Measure(Workplace workplace, CostTable table)
    {
        using Runspace floor = Workplace.Open(workplace.Floor);
        using Runspace module = Workplace.Open(workplace.Module);
        string loop = $"for ($i = 0; $i -lt {Calls}; $i++) ";
        (double floorMs, double ms, double ratio) = Rounds.Compare(
            15,
            () => Workplace.Run(floor, loop + "{ Test-Nothing bench; Test-Nothing bench }"),
            () => Workplace.Run(module, loop + "{ Start-PerfOperation bench; Stop-PerfOperation bench }"));
        table.Add(
            "`Start-` + `Stop-PerfOperation`, warm",
            $"two no-op compiled cmdlets: {1000 * floorMs / Calls:0.0} µs",
            $"{1000 * ms / Calls:0.0} µs",
            $"{ratio:0.00} ×",
            "2.0 ×",
            "1.3 ×");
    }
}
