using PerfTracking.Statistics;

namespace PerfTracking.Evaluation;

/// <summary>The tables about series with several annotators: how well people, and methods, agree with the people.</summary>
internal static class AnnotatedReport
{
    /// <summary>How long after a mark an online alarm still counts as being about it.</summary>
    private const int Patience = 40;

    /// <summary>How many points on either side tell whether the level of a mark rises.</summary>
    private const int Beside = 20;

    public static void Write(IReadOnlyList<AnnotatedSeries> all)
    {
        string[] columns = ["covering", "F1", "precision", "recall", "majority recall", "quiet series flagged"];
        (string Name, Func<AnnotatedSeries, double[]?> Cells)[] rows =
        [
            ("Change points, whole series", series => Whole(series, Places(series.Values))),
            ("Perfherder-style t-test", series => Whole(series, ReferenceMethods.PerfherderPlaces(series.Values))),
            ("nothing, ever", series => Whole(series, [])),
            ("one annotator against the others", Human),
        ];
        var cells = rows.Select(row => all.Select(row.Cells).OfType<double[]>().ToList()).ToList();
        Table.Write(
            $"Whole series: {all.Count} with {all.Sum(series => series.Annotators.Count)} annotations, within {AnnotatorMeasures.Margin} points",
            columns,
            Enumerable.Range(0, rows.Length),
            row => rows[row].Name,
            (row, column) => column < 4 ? $"{cells[row].Average(cell => cell[column]):0.000}"
                : column == 4 ? $"{cells[row].Sum(cell => cell[4]) / cells[row].Sum(cell => cell[5]):0.00}"
                : $"{cells[row].Sum(cell => cell[6]):0} of {cells[row].Sum(cell => cell[7]):0}");

        Method[] online = [.. Method.Sensitivities, .. Method.All.Where(method => method.IsOnline && method != Method.Calibrated)];
        var scores = new OnlineScore[online.Length];
        Parallel.For(0, online.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, row => scores[row] = Online(all, online[row]));
        Table.Write(
            $"Online: rises that most annotators mark, told within {Patience} points",
            ["precision", "recall", "F1", "median delay", "quiet series flagged"],
            Enumerable.Range(0, online.Length),
            row => online[row].Name,
            (row, column) => scores[row].Cell(column));
    }

    private static int[] Places(double[] values) => [.. Method.WholeSeries.Find(values).Select(alarm => alarm.Change)];

    private static double[] Whole(AnnotatedSeries series, int[] found)
    {
        var majority = AnnotatorMeasures.Majority(series.Annotators);
        var isQuiet = majority.Length == 0;
        return
        [
            AnnotatorMeasures.Covering(series.Annotators, found, series.Values.Length),
            AnnotatorMeasures.F1(series.Annotators, found),
            AnnotatorMeasures.Precision(series.Annotators, found),
            AnnotatorMeasures.Recall(series.Annotators, found),
            AnnotatorMeasures.Matches(majority, found),
            majority.Length,
            isQuiet && found.Length > 0 ? 1 : 0,
            isQuiet ? 1 : 0,
        ];
    }

    /// <summary>The mean over the annotators of what each is worth by the others' measure; nothing where there is only one.</summary>
    private static double[]? Human(AnnotatedSeries series)
    {
        if (series.Annotators.Count < 2)
        {
            return null;
        }

        var each = series.Annotators.Select((own, i) => Whole(series with { Annotators = [.. series.Annotators.Where((_, other) => other != i)] }, own)).ToList();
        return [.. Enumerable.Range(0, 8).Select(column => each.Average(cells => cells[column]))];
    }

    private static OnlineScore Online(IReadOnlyList<AnnotatedSeries> all, Method method)
    {
        var score = new OnlineScore();
        foreach (var series in all)
        {
            var majority = AnnotatorMeasures.Majority(series.Annotators);
            var rises = majority.Where((_, i) => Rises(series.Values, majority, i)).ToList();
            var alarms = method.Find(series.Values);
            score.Alarms += alarms.Count;
            score.True += alarms.Count(alarm => rises.Exists(mark => alarm.Raised >= mark && alarm.Raised < mark + Patience));
            score.Marks += rises.Count;
            foreach (var mark in rises)
            {
                var first = alarms.FirstOrDefault(alarm => alarm.Raised >= mark && alarm.Raised < mark + Patience, new Alarm(-1, -1));
                if (first.Raised >= 0)
                {
                    score.Delays.Add(first.Raised - mark);
                }
            }

            score.Quiet += majority.Length == 0 ? 1 : 0;
            score.Flagged += majority.Length == 0 && alarms.Count > 0 ? 1 : 0;
        }

        return score;
    }

    private static bool Rises(double[] values, int[] marks, int i)
    {
        var from = Math.Max(marks[i] - Beside, i == 0 ? 0 : marks[i - 1]);
        var to = Math.Min(marks[i] + Beside, i + 1 == marks.Length ? values.Length : marks[i + 1]);
        return marks[i] > 0 && Quantiles.MedianOf(values[marks[i]..to]) > Quantiles.MedianOf(values[from..marks[i]]);
    }

    private sealed class OnlineScore
    {
        public int Alarms, True, Marks, Quiet, Flagged;

        public List<double> Delays { get; } = [];

        public string Cell(int column)
        {
            double precision = Alarms == 0 ? 0 : (double)True / Alarms, recall = Marks == 0 ? 0 : (double)Delays.Count / Marks;
            return column switch
            {
                0 => $"{precision:0.00}",
                1 => $"{recall:0.00}",
                2 => $"{(precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)):0.000}",
                3 => Delays.Count == 0 ? "–" : $"{Quantiles.MedianOf([.. Delays]):0.#}",
                _ => $"{Flagged} of {Quiet}",
            };
        }
    }
}
