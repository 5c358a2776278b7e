using System.Management.Automation.Runspaces;

namespace PerfTracking.Benchmarks;

/// <summary>Saving and reading a baseline in a store with much history, beside one with little; and what a snapshot takes.</summary>
internal static class HistoryCost
{
    private const int Small = 1000;
    private const int Calls = 40;

    public static void Measure(Workplace workplace, CostTable table, int large)
    {
        string small = workplace.Store("small"), big = workplace.Store("large");
        using Runspace module = Workplace.Open(workplace.Module);
        SaveCost.Prepare(module, small, Small);
        double bytes = new FileInfo(small).Length / (double)Small;
        table.Add("store bytes for one snapshot of 21 metrics", $"{Small:#,0} real saves", $"{bytes:0} B", $"{bytes:0} B", "1 KB", "600 B");

        File.Copy(small, big);
        using (var raw = new RawSave(big))
        {
            raw.Fill(large - Small);
        }

        double[] ratios = [Compare(module, small, big, "-NoEvaluation", out double smallMs, out double bigMs), Compare(module, small, big, "", out double smallJudged, out double bigJudged)];
        table.Add($"`Save-PerfBaseline` with {large:#,0} snapshots", $"with {Small:#,0}: {smallMs:0.00} ms", $"{bigMs:0.00} ms", $"{ratios[0]:0.00} ×", "1.3 ×", "1.1 ×");
        table.Add("the same, judged", $"{smallJudged:0.00} ms", $"{bigJudged:0.00} ms", $"{ratios[1]:0.00} ×", "1.3 ×", "");

        string read = $"for ($i = 0; $i -lt {Calls}; $i++) {{ $null = Get-PerfBaseline APP-001 -Store $store }}";
        (double floor, double measured, double ratio) = Rounds.Compare(
            15, () => Workplace.Run(module, read, ("store", small)), () => Workplace.Run(module, read, ("store", big)));
        table.Add($"`Get-PerfBaseline` for one metric with {large:#,0} snapshots", $"with {Small:#,0}: {floor / Calls:0.00} ms", $"{measured / Calls:0.00} ms", $"{ratio:0.00} ×", "1.3 ×", "1.1 ×");
    }

    private static double Compare(Runspace module, string small, string big, string how, out double smallMs, out double bigMs)
    {
        (double floor, double measured, double ratio) = Rounds.Compare(
            15, () => SaveCost.Save(module, small, how), () => SaveCost.Save(module, big, how));
        smallMs = floor / SaveCost.Saves;
        bigMs = measured / SaveCost.Saves;
        return ratio;
    }
}
