using System.Management.Automation.Runspaces;

namespace PerfTracking.Benchmarks;

/// <summary>Save-PerfBaseline, warm, beside the same rows in one durable transaction by raw SQLite.</summary>
/// <remarks>
/// Save by save in turns, so that both meet the disk as a script's save does: with a pause before it. Transactions without a
/// pause share the writing of their file's time stamp, which changes once in a clock tick; what one costs then is told beside it.
/// </remarks>
internal static class SaveCost
{
    public const string Measure21 = "foreach ($id in 'APP-001','SVC-001','SVC-002','VAL-001','VAL-002','VAL-003','GEN-001','API-001','API-002','API-003','EXP-001') { Add-PerfMeasurement $id (100 + ($n++ % 7)) }; ";
    public const int Saves = 100;
    private const int Turns = 25;
    private const string RawSaving = "$a.Start(); $raw.Invoke(); $a.Stop()";

    public static void Measure(Workplace workplace, CostTable table)
    {
        string store = workplace.Store("save"), floorStore = workplace.Store("save-floor");
        using Runspace module = Workplace.Open(workplace.Module);
        Prepare(module, store);
        File.Copy(store, floorStore);
        using var raw = new RawSave(floorStore);
        (double floorMs, double plainMs, double plainRatio) = InTurns(module, store, raw, RawSaving, Saving("-NoEvaluation"));
        double unpausedMs = Rounds.Median([.. Enumerable.Range(0, Turns).Select(_ => Rounds.Time(() => SaveOften(raw)) / Saves)]);
        table.Add(
            $"`Save-PerfBaseline`, {raw.Rows} metrics, warm, not judged",
            $"the same rows by raw SQLite: {floorMs:0.00} ms (without a pause {unpausedMs:0.00})",
            $"{plainMs:0.00} ms",
            $"{plainRatio:0.00} ×",
            "2.0 ×",
            "1.3 ×");
        (double unjudgedMs, double judgedMs, double judgedRatio) = InTurns(module, store, raw, Saving("-NoEvaluation", "$a"), Saving(""));
        table.Add("the same with all metrics judged", $"not judged: {unjudgedMs:0.00} ms", $"{judgedMs:0.00} ms", $"{judgedRatio:0.00} ×", "2.0 ×", "");
        (double bothFloorMs, double bothMs, double bothRatio) = InTurns(module, store, raw, RawSaving, Saving(""));
        table.Add("judged, against raw SQLite", $"{bothFloorMs:0.00} ms", $"{bothMs:0.00} ms", $"{bothRatio:0.00} ×", "", "");
    }

    /// <summary>Saves enough for warm series with a full window, closes the store, and makes it one file.</summary>
    public static void Prepare(Runspace module, string store, int snapshots = 150) => Workplace.Run(
        module,
        $"for ($i = 0; $i -lt {snapshots}; $i++) {{ {Measure21} $null = Save-PerfBaseline bench -Store $store -NoEvaluation -WarningAction Ignore }}; Optimize-PerfStore -Store $store",
        ("store", store));

    private static string Saving(string how, string watch = "$b") =>
        $"{Measure21} {watch}.Start(); $null = Save-PerfBaseline bench -Store $store {how} -WarningAction Ignore; {watch}.Stop()";

    private static void SaveOften(RawSave raw)
    {
        for (int i = 0; i < Saves; i++)
        {
            raw.Save();
        }
    }

    /// <summary>The median time of each of two saves in ms, and the median of the rounds' own ratios.</summary>
    private static (double Floor, double Measured, double Ratio) InTurns(Runspace module, string store, RawSave raw, string floor, string measured)
    {
        string script = $"$a = [Diagnostics.Stopwatch]::new(); $b = [Diagnostics.Stopwatch]::new(); for ($i = 0; $i -lt {Saves}; $i++) {{ {floor}; {measured} }}; $a.Elapsed.TotalMilliseconds; $b.Elapsed.TotalMilliseconds";
        double measuredMs = 0;
        (double floorMs, double ms, double ratio) = Rounds.Compare(
            Turns,
            () =>
            {
                var times = Workplace.Run(module, script, ("store", store), ("raw", (Action)(() => raw.Save())));
                measuredMs = (double)times[1].BaseObject;
                return (double)times[0].BaseObject;
            },
            () => measuredMs);
        return (floorMs / Saves, ms / Saves, ratio);
    }

    /// <summary>Saves, and tells how long the saves alone took, in ms: adding the values and compiling the script are not part of it.</summary>
    public static double Save(Runspace module, string store, string how) => (double)Workplace.Run(
        module,
        $"$watch = [Diagnostics.Stopwatch]::new(); for ($i = 0; $i -lt {Saves}; $i++) {{ {Measure21} $watch.Start(); $null = Save-PerfBaseline bench -Store $store {how} -WarningAction Ignore; $watch.Stop() }}; $watch.Elapsed.TotalMilliseconds",
        ("store", store))[0].BaseObject;
}
