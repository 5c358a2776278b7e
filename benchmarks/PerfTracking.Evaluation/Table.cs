namespace PerfTracking.Evaluation;

/// <summary>A Markdown table with a column for each method.</summary>
internal static class Table
{
    public static void Write(string title, IEnumerable<int> rows, Func<int, string> name, Func<int, int, string> cell)
    {
        Console.WriteLine($"**{title}**");
        Console.WriteLine();
        Console.WriteLine($"| series | {string.Join(" | ", Method.All.Select(method => method.Name))} |");
        Console.WriteLine($"|---|{string.Concat(Method.All.Select(_ => "---|"))}");
        foreach (var row in rows)
        {
            Console.WriteLine($"| {name(row)} | {string.Join(" | ", Method.All.Select((_, column) => cell(row, column)))} |");
        }

        Console.WriteLine();
    }
}
