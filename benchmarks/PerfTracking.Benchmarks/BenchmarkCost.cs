using System.Globalization;

namespace PerfTracking.Benchmarks;

/// <summary>How honest Invoke-PerfBenchmark's times are and what it costs to take them: beside hyperfine, in turns.</summary>
internal static class BenchmarkCost
{
    private const int Turns = 15;
    private const int RunsInTurn = 20;
    private const int LongTurns = 5;
    private const int RunsInLongTurn = 100;

    public static void Measure(Workplace workplace, CostTable table)
    {
        if (!OtherPrograms.HasHyperfine())
        {
            return;
        }

        foreach ((string what, string[] program) in OtherPrograms.OfLengths)
        {
            ((double Ms, double Seconds)[] theirs, (double Ms, double Seconds)[] ours) = InTurns(workplace, program, Turns, RunsInTurn);
            double difference = Rounds.Median([.. ours.Zip(theirs, static (one, other) => one.Ms - other.Ms)]);
            table.Add(
                $"Invoke-PerfBenchmark: a program of {what}, median of {RunsInTurn}",
                $"hyperfine -N: {Rounds.Median([.. theirs.Select(static turn => turn.Ms)]):0.000} ms",
                $"{Rounds.Median([.. ours.Select(static turn => turn.Ms)]):0.000} ms",
                CostTable.Signed(difference, "ms"),
                "± 0.15 ms or 1 %",
                "");
        }

        ((double Ms, double Seconds)[] floor, (double Ms, double Seconds)[] harness) = InTurns(workplace, ["/bin/sleep", "0.1"], LongTurns, RunsInLongTurn);
        double share = Rounds.Median([.. harness.Zip(floor, static (one, other) => 100 * (one.Seconds - other.Seconds) / (RunsInLongTurn * one.Ms / 1000))]);
        table.Add(
            $"the whole session: {RunsInLongTurn} runs of 100 ms",
            $"hyperfine -N: {Rounds.Median([.. floor.Select(static turn => turn.Seconds)]):0.00} s",
            $"{Rounds.Median([.. harness.Select(static turn => turn.Seconds)]):0.00} s",
            CostTable.Signed(share, "% of the program's time"),
            "+ 5 %",
            "");
    }

    private static ((double Ms, double Seconds)[] Theirs, (double Ms, double Seconds)[] Ours) InTurns(Workplace workplace, string[] program, int turns, int runs)
    {
        string suite = Path.Combine(workplace.Folder, "suite.Perf.ps1");
        File.WriteAllText(suite, $"New-PerfBenchmark program -FilePath '{program[0]}'{(program.Length > 1 ? $" -ArgumentList '{string.Join("', '", program[1..])}'" : "")}");
        string script = Path.Combine(workplace.Folder, "suite.ps1");
        File.WriteAllText(
            script,
            $$"""
            Import-Module '{{workplace.Module}}'
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $session = Invoke-PerfBenchmark '{{suite}}' -NoBase -Invocation {{runs}} -ErrorAction Stop
            $watch.Stop()
            $values = @($session.Results[0].Series[0].Samples.Value | Sort-Object)
            [string]::Format([cultureinfo]::InvariantCulture, '{0} {1}', ($values[{{(runs - 1) / 2}}] + $values[{{runs / 2}}]) / 2, $watch.Elapsed.TotalSeconds)
            """);
        var theirs = new (double, double)[turns];
        var ours = new (double, double)[turns];
        for (int turn = 0; turn < turns; turn++)
        {
            // Who is first takes turns as well.
            if (turn % 2 == 0)
            {
                theirs[turn] = Theirs();
            }

            ours[turn] = ByUs(workplace, script);
            if (turn % 2 == 1)
            {
                theirs[turn] = Theirs();
            }
        }

        return (theirs, ours);

        (double, double) Theirs()
        {
            (double ms, _, double seconds) = OtherPrograms.ByHyperfine(workplace, program, runs);
            return (ms, seconds);
        }
    }

    private static (double Ms, double Seconds) ByUs(Workplace workplace, string script)
    {
        string[] said = OtherPrograms.Run(workplace.Pwsh, "-NoLogo", "-NoProfile", "-NonInteractive", "-File", script).Output.Trim().Split('\n')[^1].Split(' ');
        return (Number(said[0]), Number(said[1]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
