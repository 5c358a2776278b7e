namespace PerfTracking.Evaluation;

/// <summary>A Markdown table.</summary>
internal static class Table
{
    public static void Write(string title, IReadOnlyList<string> columns, IEnumerable<int> rows, Func<int, string> name, Func<int, int, string> cell)
    {
        Console.WriteLine($"**{title}**");
        Console.WriteLine();
        Console.WriteLine($"| | {string.Join(" | ", columns)} |");
        Console.WriteLine($"|---|{string.Concat(columns.Select(_ => "---|"))}");
        foreach (var row in rows)
        {
            Console.WriteLine($"| {name(row)} | {string.Join(" | ", columns.Select((_, column) => cell(row, column)))} |");
        }

        Console.WriteLine();
    }
}
