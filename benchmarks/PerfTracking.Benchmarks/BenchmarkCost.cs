using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PerfTracking.Benchmarks;

/// <summary>How honest Invoke-PerfBenchmark's times are and what it costs to take them: beside hyperfine, in turns.</summary>
internal static class BenchmarkCost
{
    private const int Turns = 15;
    private const int RunsInTurn = 20;
    private const int LongTurns = 5;
    private const int RunsInLongTurn = 100;
    private const string Hyperfine = "hyperfine";

    public static void Measure(Workplace workplace, CostTable table)
    {
        if (!Exists(Hyperfine))
        {
            Console.Error.WriteLine($"Not measured: it needs {Hyperfine}.");
            return;
        }

        foreach ((string what, string[] program) in new (string, string[])[] { ("1 ms", ["/bin/true"]), ("10 ms", ["/bin/sleep", "0.01"]), ("100 ms", ["/bin/sleep", "0.1"]) })
        {
            ((double Ms, double Seconds)[] theirs, (double Ms, double Seconds)[] ours) = InTurns(workplace, program, Turns, RunsInTurn);
            double difference = Rounds.Median([.. ours.Zip(theirs, static (one, other) => one.Ms - other.Ms)]);
            table.Add(
                $"Invoke-PerfBenchmark: a program of {what}, median of {RunsInTurn}",
                $"hyperfine -N: {Rounds.Median([.. theirs.Select(static turn => turn.Ms)]):0.000} ms",
                $"{Rounds.Median([.. ours.Select(static turn => turn.Ms)]):0.000} ms",
                Signed(difference, "ms"),
                "± 0.15 ms or 1 %",
                "");
        }

        ((double Ms, double Seconds)[] floor, (double Ms, double Seconds)[] harness) = InTurns(workplace, ["/bin/sleep", "0.1"], LongTurns, RunsInLongTurn);
        double share = Rounds.Median([.. harness.Zip(floor, static (one, other) => 100 * (one.Seconds - other.Seconds) / (RunsInLongTurn * one.Ms / 1000))]);
        table.Add(
            $"the whole session: {RunsInLongTurn} runs of 100 ms",
            $"hyperfine -N: {Rounds.Median([.. floor.Select(static turn => turn.Seconds)]):0.00} s",
            $"{Rounds.Median([.. harness.Select(static turn => turn.Seconds)]):0.00} s",
            Signed(share, "% of the program's time"),
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
                theirs[turn] = ByHyperfine(workplace, program, runs);
            }

            ours[turn] = ByUs(workplace, script);
            if (turn % 2 == 1)
            {
                theirs[turn] = ByHyperfine(workplace, program, runs);
            }
        }

        return (theirs, ours);
    }

    private static (double Ms, double Seconds) ByUs(Workplace workplace, string script)
    {
        string[] said = Run(workplace.Pwsh, "-NoLogo", "-NoProfile", "-NonInteractive", "-File", script).Output.Trim().Split('\n')[^1].Split(' ');
        return (Number(said[0]), Number(said[1]));
    }

    private static (double Ms, double Seconds) ByHyperfine(Workplace workplace, string[] program, int runs)
    {
        string result = Path.Combine(workplace.Folder, "hyperfine.json");
        string command = string.Join(' ', program.Select(static part => $"'{part}'"));
        double seconds = Run(Hyperfine, "-N", "--warmup", "1", "--runs", runs.ToString(CultureInfo.InvariantCulture), "--style", "none", "--export-json", result, command).Seconds;
        using var json = JsonDocument.Parse(File.ReadAllText(result));
        return (1000 * json.RootElement.GetProperty("results")[0].GetProperty("median").GetDouble(), seconds);
    }

    private static (string Output, double Seconds) Run(string program, params string[] arguments)
    {
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (output, Stopwatch.GetElapsedTime(began).TotalSeconds) : throw new InvalidOperationException($"{program} exited with {process.ExitCode}.");
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Signed(double value, string unit) => $"{(value < 0 ? "−" : "+")} {Math.Abs(value):0.000} {unit}";
}
