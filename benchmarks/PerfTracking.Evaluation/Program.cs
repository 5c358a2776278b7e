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

var rows = Enumerable.Range(0, groups.Count).ToList();
Table.Write(
    "Changes found: precision / recall / F1, false alarms per 1,000 points, median delay in points",
    rows.Where(row => groups[row].Series.Any(series => series.Changes.Length > 0)),
    row => groups[row].Name,
    (row, column) => scores[row, column].Found);
Table.Write(
    "Series in which nothing is labelled: flagged, false alarms per 1,000 points",
    rows.Where(row => groups[row].Series.Any(series => series.Changes.Length == 0)),
    row => groups[row].Name,
    (row, column) => scores[row, column].Quiet);
Console.Error.WriteLine($"{groups.Sum(group => group.Series.Count)} series, {watch.Elapsed.TotalSeconds:0} s");
return 0;
