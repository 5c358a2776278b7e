using PerfTracking.Benchmarks;

namespace PerfTracking.DashboardBenchmarks;

/// <summary>
/// The overview and a metric page of seven days, with much history beside little, while another process saves in a loop to the
/// store that is read; and what those saves pay for it.
/// </summary>
internal static class PageCost
{
    private const int Turns = 12;
    private const int RequestsInTurn = 8;
    private const int WarmUp = 40;
    private static readonly (string Name, string Address)[] Pages = [("overview", ""), ("metric page (7 days)", "metric?metric=APP-001")];

    private static int _asked;

    public static async Task Measure(Workplace workplace, DashboardStores stores, CostTable table)
    {
        using RunningDashboard small = stores.Start(stores.Small), large = stores.Start(stores.Large);
        foreach ((_, string address) in Pages)
        {
            for (int i = 0; i < WarmUp; i++)
            {
                await small.Time(Anew(address));
                await large.Time(Anew(address));
            }
        }

        foreach ((string name, string address) in Pages)
        {
            // A store that grows by a thousand snapshots a second is small no longer: in it nobody saves.
            using SavingProcess saving = await SavingProcess.Start(workplace, stores.Large);
            var floor = new List<double>();
            var measured = new List<double>();
            var ratios = new List<double>();
            var slowed = new List<double>();
            (double Floor, double Measured) processor = (0, 0);
            for (int turn = 0; turn < Turns; turn++)
            {
                saving.Taken();
                (double[] Times, double Processor) little = await Ask(small, address);
                double[] alone = await Quiet(saving);
                (double[] Times, double Processor) much = await Ask(large, address);
                double[] beside = saving.Taken();
                floor.AddRange(little.Times);
                measured.AddRange(much.Times);
                ratios.Add(Rounds.Median(much.Times) / Rounds.Median(little.Times));
                if (alone.Length > 0 && beside.Length > 0)
                {
                    slowed.Add(100 * ((Rounds.Median(beside) / Rounds.Median(alone)) - 1));
                }

                processor = (processor.Floor + little.Processor, processor.Measured + much.Processor);
            }

            const int requests = Turns * RequestsInTurn;
            table.Add(
                $"{name} with {stores.LargeSnapshots:#,0} snapshots of 21 metrics, all of this week, while another process saves",
                $"with {DashboardStores.SmallSnapshots:#,0}: {Rounds.Median([.. floor]):0.0} ms ({processor.Floor / requests:0.0} of processor time)",
                $"{Rounds.Median([.. measured]):0.0} ms ({processor.Measured / requests:0.0})",
                $"{Rounds.Median([.. ratios]):0.00} ×",
                "1.5 ×, 100 ms",
                "");
            table.Add("the saves beside it", "of a dashboard that nobody asks", "", $"{Rounds.Median([.. slowed]):+0.0;−0.0} %", "+ 10 %", "");
        }
    }

    private static async Task<double[]> Quiet(SavingProcess saving)
    {
        saving.Taken();
        await Task.Delay(TimeSpan.FromMilliseconds(400));
        return saving.Taken();
    }

    // A page is made once for all who ask for its address within a second: each asks for one that nobody asked for before.
    private static string Anew(string address) => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}asked={++_asked}";

    private static async Task<(double[] Times, double Processor)> Ask(RunningDashboard dashboard, string address)
    {
        double[] times = new double[RequestsInTurn];
        TimeSpan before = dashboard.ProcessorTime;
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = await dashboard.Time(Anew(address));
        }

        return (times, (dashboard.ProcessorTime - before).TotalMilliseconds);
    }
}
