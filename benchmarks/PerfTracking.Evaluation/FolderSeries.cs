using System.Globalization;

namespace PerfTracking.Evaluation;

/// <summary>
/// Real series from a folder laid out as SAP's Performance Regression Data Set: <c>sap-small/*.csv</c> with
/// <c>labels.csv</c>, and <c>sap-noise/*.csv</c> without labels.
/// </summary>
internal static class FolderSeries
{
    private const int LongestNoise = 400;

    public static IEnumerable<SeriesGroup> Groups(string folder, IReadOnlyList<int> draws)
    {
        var labelled = Labelled(Path.Combine(folder, "sap-small"));
        yield return new SeriesGroup("SAP small, labelled", labelled);
        var noise = Noise(Path.Combine(folder, "sap-noise"));
        yield return new SeriesGroup("SAP noise as it is (not labelled)", noise);
        foreach (var step in GeneratedSeries.Steps)
        {
            yield return new SeriesGroup($"SAP noise, step of {step} %", [.. draws.SelectMany(draw => GeneratedSeries.Stepped(noise, step, draw))]);
        }
    }

    private static List<LabelledSeries> Labelled(string folder)
    {
        var series = new List<LabelledSeries>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "labels.csv")).Skip(1))
        {
            var fields = line.Split(',');
            // The label is the one-based index of the last point before the change: the zero-based index of the first after it.
            Change[] changes = fields[2].Length == 0 ? [] : [new Change(int.Parse(fields[2], CultureInfo.InvariantCulture), true)];
            series.Add(new LabelledSeries(fields[0], Column(Path.Combine(folder, fields[0])), changes));
        }

        return series;
    }

    private static List<LabelledSeries> Noise(string folder)
    {
        var files = Directory.GetFiles(folder, "*.csv");
        Array.Sort(files, StringComparer.Ordinal);
        var series = new List<LabelledSeries>(files.Length);
        foreach (var file in files)
        {
            var values = Column(file);
            series.Add(new LabelledSeries(Path.GetFileName(file), values.Length > LongestNoise ? values[..LongestNoise] : values, []));
        }

        return series;
    }

    /// <summary>The last column of a file with a header.</summary>
    public static double[] Column(string file) =>
        [.. File.ReadLines(file).Skip(1).Where(line => line.Length > 0).Select(line => double.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture))];
}
