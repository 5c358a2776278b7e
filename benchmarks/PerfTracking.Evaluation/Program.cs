using System.Diagnostics;
using System.Globalization;
using PerfTracking.Evaluation;

string? data = null, annotated = null;
int draw = 0, draws = 1;
for (var i = 0; i < args.Length; i += 2)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    var isKnown = args[i] switch
    {
        "--data" => (data = value).Length > 0,
        "--annotated" => (annotated = value).Length > 0,
        "--draw" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out draw),
        "--draws" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out draws) && draws > 0,
        _ => false,
    };
    if (!isKnown)
    {
        Console.Error.WriteLine("Usage: PerfTracking.Evaluation [--data FOLDER] [--annotated FOLDER] [--draw FIRST] [--draws COUNT]");
        return 2;
    }
}

if (data is not null && !Directory.Exists(Path.Combine(data, "sap-small")))
{
    Console.Error.WriteLine($"{data} has no folder sap-small; --data takes a folder with sap-small and sap-noise.");
    return 2;
}

if (annotated is not null && !File.Exists(Path.Combine(annotated, AnnotatedFolder.AnnotationFile)))
{
    Console.Error.WriteLine($"{annotated} has no {AnnotatedFolder.AnnotationFile}; --annotated takes a folder with that and the series it names.");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var watch = Stopwatch.StartNew();
if (annotated is not null)
{
    AnnotatedReport.Write(AnnotatedFolder.Read(annotated));
}
else
{
    int[] seeds = [.. Enumerable.Range(draw, draws)];
    SeriesReport.Write([.. data is null ? [] : FolderSeries.Groups(data, seeds), .. GeneratedSeries.Groups(seeds)]);
}

Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s");
return 0;
