namespace PerfTracking.Evaluation;

/// <summary>The tables about series whose changes are known.</summary>
internal static class SeriesReport
{
    public static void Write(IReadOnlyList<SeriesGroup> groups)
    {
        Write("", groups, Method.All);
        Write("Sensitivity. ", groups, Method.Sensitivities);
    }

    private static void Write(string about, IReadOnlyList<SeriesGroup> groups, IReadOnlyList<Method> methods)
    {
        var scores = new Score[groups.Count, methods.Count];
        Parallel.For(0, groups.Count * methods.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, cell =>
        {
            var (row, column) = (cell / methods.Count, cell % methods.Count);
            var score = new Score();
            foreach (var series in groups[row].Series)
            {
                score.Add(methods[column], series);
            }

            scores[row, column] = score;
        });

        var rows = Enumerable.Range(0, groups.Count).ToList();
        string[] columns = [.. methods.Select(method => method.Name)];
        Table.Write(
            about + "Changes found: precision / recall / F1, false alarms per 1,000 points, median delay in points",
            columns,
            rows.Where(row => groups[row].Series.Any(series => series.Changes.Length > 0)),
            row => groups[row].Name,
            (row, column) => scores[row, column].Found);
        Table.Write(
            about + "Series in which nothing is labelled: flagged, false alarms per 1,000 points",
            columns,
            rows.Where(row => groups[row].Series.Any(series => series.Changes.Length == 0)),
            row => groups[row].Name,
            (row, column) => scores[row, column].Quiet);
    }
}
