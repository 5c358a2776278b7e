using System.Text.RegularExpressions;
using PerfTracking.Benchmarks;

namespace PerfTracking.DashboardBenchmarks;

/// <summary>What a browser loads: for its first page, and for each further one, packed as it travels.</summary>
internal static partial class TransferCost
{
    private const string ChartLibrary = "plotly";

    public static async Task Measure(DashboardStores stores, CostTable table)
    {
        using RunningDashboard dashboard = stores.Start(stores.Large);
        foreach ((string name, string address) in new[] { ("overview", ""), ("metric page", "metric?metric=APP-001") })
        {
            string page = await dashboard.Page(address);
            long own = (await dashboard.Bytes(address)).Length, library = 0, assets = 0;
            foreach (string asset in AssetPattern().Matches(page).Select(static match => match.Groups[1].Value).Distinct())
            {
                long bytes = (await dashboard.Bytes(asset)).Length;
                (library, assets) = asset.Contains(ChartLibrary, StringComparison.Ordinal) ? (library + bytes, assets) : (library, assets + bytes);
            }

            string chart = library > 0 ? $"{Kilobytes(own + assets + library)} in all, " : "";
            table.Add(
                $"first view, {name} of {stores.LargeSnapshots:#,0} snapshots",
                "",
                $"{chart}{Kilobytes(own + assets)} without the chart library",
                $"the next one {Kilobytes(own)}",
                "1.3 MB, 40 KB, 40 KB",
                "");
        }
    }

    private static string Kilobytes(long bytes) => $"{bytes / 1000.0:#,0.0} KB";

    [GeneratedRegex("\"(/assets/[^\"]+)\"")]
    private static partial Regex AssetPattern();
}
