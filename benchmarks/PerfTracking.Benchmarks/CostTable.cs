namespace PerfTracking.Benchmarks;

/// <summary>The table that the README quotes.</summary>
internal sealed class CostTable
{
    private readonly List<string[]> _rows = [];

    /// <summary>A difference as a cell has it.</summary>
    public static string Signed(double value, string unit) => $"{(value < 0 ? "−" : "+")} {Math.Abs(value):0.000} {unit}";

    /// <summary>Adds a row.</summary>
    public void Add(string what, string floor, string measured, string result, string reach, string aim) =>
        _rows.Add([what, floor, measured, result, reach, aim]);

    /// <summary>Writes it as Markdown.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine("| what | floor | measured | result | reach | aim |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (string[] row in _rows)
        {
            output.WriteLine($"| {string.Join(" | ", row)} |");
        }
    }
}
