using System.Globalization;
using PerfTracking.Benchmarks;
using PerfTracking.Formats.Results;
using PerfTracking.GateEvaluation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int real = 20, power = 10, simulated = 200, hyperfine = 20, swaps = 40;
double seconds = 60, realSeconds = 0;
double[] added = [0.2, 0.1, 0.05];
string? kept = null;
for (int i = 0; i < args.Length; i += 2)
{
    if (i + 1 == args.Length)
    {
        return Usage();
    }

    switch (args[i])
    {
        case "--real": real = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--power": power = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--simulated": simulated = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--hyperfine": hyperfine = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--swaps": swaps = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--budget": seconds = double.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--real-budget": realSeconds = double.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--added": added = [.. args[i + 1].Split(',').Select(static percent => double.Parse(percent, CultureInfo.InvariantCulture) / 100)]; break;
        case "--keep": kept = Directory.CreateDirectory(args[i + 1]).FullName; break;
        default: return Usage();
    }
}

if (!OperatingSystem.IsLinux())
{
    Console.Error.WriteLine("The evaluation runs programs by the launcher of Linux.");
    return 2;
}

// Real gates may have less time than simulated ones, whose rounds are theirs.
TimeSpan budget = TimeSpan.FromSeconds(seconds), realBudget = TimeSpan.FromSeconds(realSeconds > 0 ? realSeconds : seconds);
Calibration calibration = BusyProgram.Calibrate();
BusyProgram[] programs = [.. new[] { 5.0, 40, 150 }.Select(length => BusyProgram.Lasting(length, calibration))];
Console.Error.WriteLine($"A start takes {calibration.Start:0.00} ms, a count {calibration.Count * 1e6:0} ns; programs of {string.Join(", ", programs.Select(static program => program.Name))}.");

GateCounts.WriteHeader();
List<PerfBenchmarkSession> equal = [];
foreach (double share in (double[])[0, .. added])
{
    var counts = new GateCounts(share == 0 ? "A/A, real programs" : $"{share:0 %} added, real programs");
    int gates = share == 0 ? real : power;
    for (int i = 0; i < gates; i++)
    {
        string? file = kept is null ? null : Path.Combine(kept, FormattableString.Invariant($"{100 * share:00}-{i:00}.json"));
        PerfBenchmarkSession session;
        if (file is not null && File.Exists(file))
        {
            session = ResultFile.Read(file);
        }
        else
        {
            using var load = new BackgroundLoad(i);
            session = RealGate.Run([.. programs.Select(program => (share == 0 ? program : program.Slower(share, calibration), program))], realBudget, i);
            if (file is not null)
            {
                SessionWriter.Write(session, file);
            }
        }

        counts.Add(session);
        if (share == 0)
        {
            equal.Add(session);
        }

        Console.Error.WriteLine($"{counts.Name}, {i + 1} of {gates}");
    }

    if (gates > 0)
    {
        counts.Write(share);
    }
}

if (equal.Count > 0 && simulated > 0)
{
    foreach (double share in (double[])[0, .. added])
    {
        var counts = new GateCounts(share == 0 ? "A/A, simulated from real rounds" : $"{share:0 %} added, simulated from real rounds");
        var random = new Random(17);
        for (int i = 0; i < simulated; i++)
        {
            counts.Add(SimulatedGate.Run(equal, share, budget, random));
        }

        counts.Write(share);
    }
}

if (hyperfine > 0)
{
    double[] changes = new double[hyperfine];
    for (int i = 0; i < hyperfine; i++)
    {
        using var load = new BackgroundLoad(i);
        changes[i] = HyperfineGate.WorstChange([.. programs.Select(static program => (program, program))]);
        Console.Error.WriteLine($"hyperfine, {i + 1} of {hyperfine}: {changes[i]:+0.0;-0.0} %");
    }

    Console.WriteLine($"| A/A, hyperfine all of base, then all of head, means, threshold 10 % | {hyperfine} | {100.0 * changes.Count(static change => change > 10) / hyperfine:0.#} % ({changes.Count(static change => change > 10)}/{hyperfine}) | | | | | {changes.Max():+0.0} | | | 3 |");
}

if (swaps > 0)
{
    using var load = new BackgroundLoad(0);
    Evaluation.Swap(swaps, realBudget / 10, calibration);
}

return 0;

static int Usage()
{
    Console.Error.WriteLine("Usage: PerfTracking.GateEvaluation [--real 20] [--power 10] [--simulated 200] [--hyperfine 20] [--swaps 40] [--added 20,10,5] [--budget 60] [--real-budget SECONDS] [--keep FOLDER]");
    return 2;
}
