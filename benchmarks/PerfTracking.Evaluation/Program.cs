using System.Diagnostics;
using System.Globalization;
using PerfTracking.Evaluation;

var folder = args is ["--data", var path] ? path : null;
if (folder is null && args.Length > 0)
{
    Console.Error.WriteLine("Usage: PerfTracking.Evaluation [--data FOLDER]");
    return 2;
}

if (folder is not null && !Directory.Exists(Path.Combine(folder, "sap-small")))
{
    Console.Error.WriteLine($"{folder} has no folder sap-small; --data takes a folder with sap-small and sap-noise.");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var watch = Stopwatch.StartNew();
var groups = (folder is null ? [] : FolderSeries.Groups(folder)).Concat(GeneratedSeries.Groups()).ToList();
var scores = new Score[groups.Count, Method.All.Count];
Parallel.For(0, groups.Count * Method.All.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, cell =>
{
    var (row, column) = (cell / Method.All.Count, cell % Method.All.Count);
    var score = new Score();
    foreach (var series in groups[row].Series)
    {
        score.Add(Method.All[column], series);
    }

    scores[row, column] = score;
});

Console.WriteLine("| series | method | precision | recall | F1 | false alarms per 1,000 points | quiet series flagged | median delay, points |");
Console.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|");
for (var row = 0; row < groups.Count; row++)
{
    for (var column = 0; column < Method.All.Count; column++)
    {
        var score = scores[row, column];
        Console.WriteLine($"| {groups[row].Name} | {Method.All[column].Name} | {Share(score.Precision)} | {Share(score.Recall)} | {Share(score.F1)} | {score.FalsePerThousand:0.00} | {score.Flagged} | {score.MedianDelay?.ToString("0.#", CultureInfo.InvariantCulture) ?? "–"} |");
    }
}

Console.Error.WriteLine($"{groups.Sum(group => group.Series.Count)} series, {watch.Elapsed.TotalSeconds:0} s");
return 0;

static string Share(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";
