using PerfTracking.Benchmarks;

namespace PerfTracking.DashboardBenchmarks;

/// <summary>The process itself: how long until it answers, and the memory that it holds while nobody asks.</summary>
internal static class ProcessCost
{
    private const int Starts = 9;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(4);
    private static readonly string[] Pages = ["", "metric?metric=APP-001", "chart?metric=APP-001", "alerts", "snapshots", "store", "assets/plotly-basic.min.js"];

    public static async Task Measure(DashboardStores stores, CostTable table)
    {
        string store = stores.Small;
        double[] starts = new double[Starts], untouched = new double[3], used = new double[3], share = new double[3];
        for (int i = 0; i < Starts; i++)
        {
            RunningDashboard? started = null;
            starts[i] = Rounds.Time(() => started = stores.Start(store));
            using RunningDashboard dashboard = started!;
            if (i < untouched.Length)
            {
                await Task.Delay(Settled);
                untouched[i] = dashboard.MemoryMiB;
                foreach (string page in Pages)
                {
                    await dashboard.Time(page);
                }

                await Task.Delay(Settled);
                (used[i], share[i]) = (dashboard.MemoryMiB, dashboard.ShareMiB ?? 0);
            }
        }

        table.Add("`Start-PerfDashboard`, until it has answered", "", $"{Rounds.Median(starts) / 1000:0.00} s", "", "1.5 s", "");
        table.Add("memory of an idle dashboard", $"after its start: {Rounds.Median(untouched):0.0} MiB", $"after each page was shown: {Rounds.Median(used):0.0} MiB", $"its own share {Rounds.Median(share):0.0} MiB", "80 MB (76.3 MiB)", "");
    }
}
