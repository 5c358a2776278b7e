using System.Text.Json;

namespace PerfTracking.Evaluation;

/// <summary>A series and what several people said about it, each for himself.</summary>
/// <param name="Name">The name in the annotation file.</param>
/// <param name="Values">The values, oldest first.</param>
/// <param name="Annotators">For each person the first points of the levels that he saw, in order; empty where he saw no change.</param>
internal sealed record AnnotatedSeries(string Name, double[] Values, IReadOnlyList<int[]> Annotators);

/// <summary>
/// Series laid out as the Turing Change Point Dataset is: <c>annotations.json</c>, an object with a property for each series and
/// in that one for each annotator with the zero-based indices of his change points, and anywhere below the folder
/// <c>NAME.json</c> (as that data set has it, one dimension) or <c>NAME.csv</c> (a header, the values in the last column). Where both
/// are, the first counts: that data set has beside it what it was made of.
/// </summary>
internal static class AnnotatedFolder
{
    public const string AnnotationFile = "annotations.json";

    public static IReadOnlyList<AnnotatedSeries> Read(string folder)
    {
        using var annotations = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, AnnotationFile)));
        var files = Directory.GetFiles(folder, "*.*", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        var all = new List<AnnotatedSeries>();
        foreach (var series in annotations.RootElement.EnumerateObject())
        {
            if ((Named(series.Name + ".json") is { } json ? Dimension(json) : Named(series.Name + ".csv") is { } csv ? Column(csv) : null) is not { Length: > 0 } values)
            {
                Console.Error.WriteLine($"{series.Name} is left out: there is no file of that name with one column of numbers.");
                continue;
            }

            all.Add(new AnnotatedSeries(series.Name, values, [.. series.Value.EnumerateObject().Select(annotator => annotator.Value.EnumerateArray().Select(place => place.GetInt32()).Order().ToArray())]));
        }

        return all;

        string? Named(string name) => Array.Find(files, file => Path.GetFileName(file) == name);
    }

    private static double[]? Column(string file)
    {
        try
        {
            return FolderSeries.Column(file);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static double[]? Dimension(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var columns = json.RootElement.GetProperty("series");
        // A gap is left out and would move every later index, so such a series is too.
        return columns.GetArrayLength() == 1 && columns[0].GetProperty("raw").EnumerateArray().All(value => value.ValueKind == JsonValueKind.Number)
            ? [.. columns[0].GetProperty("raw").EnumerateArray().Select(value => value.GetDouble())]
            : null;
    }
}
