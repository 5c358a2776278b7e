using System.Xml.Linq;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Package;

public class TableWidthTests
{
    /// <summary>
    /// What PowerShell uses of 80 and of 120 columns, sometimes one more; it squeezes the column that does not fit into what is left of
    /// them, so that nothing may be left. The last column has no width, and takes what is left where that is worth it.
    /// </summary>
    private static readonly int[] Usable = [79, 119];

    public static TheoryData<string, int, int[]> Tables
    {
        get
        {
            var tables = new TheoryData<string, int, int[]>();
            foreach (XElement view in XDocument.Load(Path.Combine(Built.ModuleFolder, "PerfTracking.Format.ps1xml")).Descendants("View").Where(view => view.Descendants("TableHeaders").Any()))
            {
                int[] widths = [.. view.Descendants("TableColumnHeader").Select(header => (int?)header.Element("Width") ?? 0)];
                foreach (int usable in Usable)
                {
                    tables.Add(view.Element("Name")!.Value, usable, widths);
                }
            }

            return tables;
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void No_column_is_squeezed(string table, int usable, int[] widths)
    {
        int used = -1;
        int column = 0;
        while (column < widths.Length && widths[column] > 0 && used + 1 + widths[column] <= usable)
        {
            used += 1 + widths[column++];
        }

        bool takesTheRest = column == widths.Length || (widths[column] == 0 && usable - used > 20);
        Assert.True(used == usable || takesTheRest, $"{table}: {usable - used} columns are left for column {column + 1}");
    }
}
