using System.Globalization;
using PerfTracking.Benchmarks;
using PerfTracking.DashboardBenchmarks;

// Usage: dotnet run -c Release --project benchmarks/PerfTracking.DashboardBenchmarks [-- --large 1000000] [--only NAME]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int large = int.Parse(Option("--large") ?? "1000000", CultureInfo.InvariantCulture);
string? only = Option("--only");
var table = new CostTable();
using var workplace = new Workplace();
using var stores = new DashboardStores(workplace, large);
(string Name, Func<Task> Run)[] measurements =
[
    ("pages", () => PageCost.Measure(workplace, stores, table)),
    ("browsers", () => OpenBrowsersCost.Measure(workplace, stores, table)),
    ("news", () => NewsCost.Measure(workplace, stores, table)),
    ("bytes", () => TransferCost.Measure(stores, table)),
    ("alerts", () => DecisionCost.Measure(workplace, stores, table)),
    ("process", () => ProcessCost.Measure(stores, table)),
    ("module", () => ModuleShare.Measure(workplace, table)),
];
foreach ((string name, Func<Task> run) in measurements)
{
    if (only is null || only.Split(',').Contains(name))
    {
        Console.Error.WriteLine($"Measuring: {name}");
        await run();
    }
}

table.Write(Console.Out);
return 0;

string? Option(string name)
{
    int index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
}
