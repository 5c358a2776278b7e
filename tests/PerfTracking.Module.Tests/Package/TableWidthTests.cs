using System.Xml.Linq;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Package;

public class TableWidthTests
{
    /// <summary>What PowerShell uses of 80 columns; it squeezes the column that does not fit into what is left of them.</summary>
    private const int Usable = 79;

    public static TheoryData<string, int[]> Tables
    {
        get
        {
            var tables = new TheoryData<string, int[]>();
            foreach (XElement view in XDocument.Load(Path.Combine(Built.ModuleFolder, "PerfTracking.Format.ps1xml")).Descendants("View").Where(view => view.Descendants("TableHeaders").Any()))
            {
                tables.Add(view.Element("Name")!.Value, [.. view.Descendants("TableColumnHeader").Select(header => (int?)header.Element("Width") ?? 1)]);
            }

            return tables;
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void No_column_is_squeezed_in_a_window_of_80(string table, int[] widths)
    {
        int used = -1;
        int column = 0;
        while (column < widths.Length && used + 1 + widths[column] <= Usable)
        {
            used += 1 + widths[column++];
        }

        Assert.True(column == widths.Length || Usable - used < 2, $"{table}: {Usable - used} columns are left for column {column + 1}");
    }
}
