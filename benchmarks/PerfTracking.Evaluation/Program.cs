using System.Diagnostics;
using System.Globalization;
using PerfTracking.Evaluation;

string? data = null, annotated = null;
for (var i = 0; i < args.Length; i += 2)
{
    if (i + 1 == args.Length || args[i] is not ("--data" or "--annotated"))
    {
        Console.Error.WriteLine("Usage: PerfTracking.Evaluation [--data FOLDER] [--annotated FOLDER]");
        return 2;
    }

    (data, annotated) = args[i] == "--data" ? (args[i + 1], annotated) : (data, args[i + 1]);
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
    SeriesReport.Write([.. data is null ? [] : FolderSeries.Groups(data), .. GeneratedSeries.Groups()]);
}

Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s");
return 0;
