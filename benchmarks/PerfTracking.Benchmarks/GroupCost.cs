using System.Management.Automation.Runspaces;

namespace PerfTracking.Benchmarks;

/// <summary>Reading every application: what each of many costs, beside what each of few does.</summary>
internal static class GroupCost
{
    private const int Few = 100;
    private const int Many = 1000;
    private const int Turns = 9;

    private static readonly string[] Commands =
        ["Get-PerfBaseline", "Get-PerfRegression -All", "Get-PerfStatus -Application *", "Get-PerfReport", "Get-PerfMeasurement APP-001 -Last 5"];

    public static void Measure(Workplace workplace, CostTable table)
    {
        string few = workplace.Store("few-groups"), many = workplace.Store("many-groups");
        using Runspace module = Workplace.Open(workplace.Module);
        Fill(module, few, Few);
        Fill(module, many, Many);
        foreach (string command in Commands)
        {
            (double floor, double measured, double ratio) = Rounds.Compare(Turns, () => Read(module, command, few), () => Read(module, command, many));
            table.Add(
                $"`{command}` of {Many:#,0} applications, each",
                $"of {Few}: {1000 * floor / Few:0} µs",
                $"{1000 * measured / Many:0} µs",
                $"{ratio * Few / Many:0.00} ×",
                "1.2 ×",
                "");
        }
    }

    private static void Fill(Runspace module, string store, int applications) => Workplace.Run(
        module,
        $"foreach ($time in 1..3) {{ foreach ($i in 1..{applications}) {{ Add-PerfMeasurement APP-001 $i; $null = Save-PerfBaseline \"app$i\" -Store $store -NoEvaluation -WarningAction Ignore }} }}; Optimize-PerfStore -Store $store",
        ("store", store));

    private static double Read(Runspace module, string command, string store) =>
        Rounds.Time(() => Workplace.Run(module, $"$null = {command} -Store $store", ("store", store)));
}
