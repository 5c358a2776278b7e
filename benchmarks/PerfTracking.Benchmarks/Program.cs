using System.Globalization;
using PerfTracking.Benchmarks;

// Usage: dotnet run -c Release --project benchmarks/PerfTracking.Benchmarks [-- --large 1000000] [--only NAME]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int large = int.Parse(Option("--large") ?? "1000000", CultureInfo.InvariantCulture);
string? only = Option("--only");
var table = new CostTable();
using var workplace = new Workplace();
(string Name, Action Run)[] measurements =
[
    ("operation", () => OperationCost.Measure(workplace, table)),
    ("save", () => SaveCost.Measure(workplace, table)),
    ("fresh", () => FreshProcessCost.Measure(workplace, table)),
    ("program", () => ProgramCost.MeasureTimes(workplace, table)),
    ("peak", () => ProgramCost.MeasurePeaks(workplace, table)),
    ("benchmark", () => BenchmarkCost.Measure(workplace, table)),
    ("history", () => HistoryCost.Measure(workplace, table, large)),
    ("groups", () => GroupCost.Measure(workplace, table)),
    ("memory", () => MemoryCost.Measure(workplace, table)),
];
foreach ((string name, Action run) in measurements)
{
    if (only is null || only == name)
    {
        Console.Error.WriteLine($"Measuring: {name}");
        run();
    }
}

table.Write(Console.Out);
return 0;

string? Option(string name)
{
    int index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
}
