using System.Management.Automation.Runspaces;

namespace PerfTracking.Benchmarks;

/// <summary>Save-PerfBaseline, warm, beside the same rows in one durable transaction by raw SQLite.</summary>
internal static class SaveCost
{
    public const string Measure21 = "foreach ($id in 'APP-001','SVC-001','SVC-002','VAL-001','VAL-002','VAL-003','GEN-001','API-001','API-002','API-003','EXP-001') { Add-PerfMeasurement $id (100 + ($n++ % 7)) }; ";
    public const int Saves = 100;

    public static void Measure(Workplace workplace, CostTable table)
    {
        string store = workplace.Store("save"), floorStore = workplace.Store("save-floor");
        using Runspace module = Workplace.Open(workplace.Module);
        Prepare(module, store);
        File.Copy(store, floorStore);
        using var raw = new RawSave(floorStore);
        (double floorMs, double plainMs, double plainRatio) = Compare(module, store, raw, "-NoEvaluation");
        table.Add(
            $"`Save-PerfBaseline`, {raw.Rows} metrics, warm, not judged",
            $"the same rows by raw SQLite: {floorMs:0.00} ms",
            $"{plainMs:0.00} ms",
            $"{plainRatio:0.00} ×",
            "2.0 ×",
            "1.3 ×");
        (_, double judgedMs, double judgedRatio) = Rounds.Compare(
            25, () => Save(module, store, "-NoEvaluation"), () => Save(module, store, ""));
        table.Add("the same with all metrics judged", $"not judged: {plainMs:0.00} ms", $"{judgedMs / Saves:0.00} ms", $"{judgedRatio:0.00} ×", "2.0 ×", "");
        (_, double bothMs, double bothRatio) = Compare(module, store, raw, "");
        table.Add("judged, against raw SQLite", $"{floorMs:0.00} ms", $"{bothMs:0.00} ms", $"{bothRatio:0.00} ×", "", "");
    }

    /// <summary>Saves enough for warm series with a full window, closes the store, and makes it one file.</summary>
    public static void Prepare(Runspace module, string store, int snapshots = 150) => Workplace.Run(
        module,
        $"for ($i = 0; $i -lt {snapshots}; $i++) {{ {Measure21} $null = Save-PerfBaseline bench -Store $store -NoEvaluation -WarningAction Ignore }}; Optimize-PerfStore -Store $store",
        ("store", store));

    private static (double Floor, double Measured, double Ratio) Compare(Runspace module, string store, RawSave raw, string how)
    {
        (double floor, double measured, double ratio) = Rounds.Compare(
            25,
            () => Rounds.Time(() =>
            {
                for (int i = 0; i < Saves; i++)
                {
                    raw.Save();
                }
            }),
            () => Save(module, store, how));
        return (floor / Saves, measured / Saves, ratio);
    }

    /// <summary>Saves, and tells how long the saves alone took, in ms: adding the values and compiling the script are not part of it.</summary>
    public static double Save(Runspace module, string store, string how) => (double)Workplace.Run(
        module,
        $"$watch = [Diagnostics.Stopwatch]::new(); for ($i = 0; $i -lt {Saves}; $i++) {{ {Measure21} $watch.Start(); $null = Save-PerfBaseline bench -Store $store {how} -WarningAction Ignore; $watch.Stop() }}; $watch.Elapsed.TotalMilliseconds",
        ("store", store))[0].BaseObject;
}
