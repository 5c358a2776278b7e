using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PerfTracking.Benchmarks;

/// <summary>What is measured, and what others measure it with.</summary>
internal static class OtherPrograms
{
    private const string Hyperfine = "hyperfine";

    /// <summary>Programs of the system by about how long they take.</summary>
    public static readonly (string What, string[] Program)[] OfLengths = [("1 ms", ["/bin/true"]), ("10 ms", ["/bin/sleep", "0.01"]), ("100 ms", ["/bin/sleep", "0.1"])];

    /// <summary>Whether hyperfine is there; where it is not, that is said.</summary>
    public static bool HasHyperfine() => Has(Hyperfine);

    /// <summary>Whether a program is there, on the path or at its own; where it is not, it is said that its measurement is left out.</summary>
    public static bool Has(string program)
    {
        bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!isThere)
        {
            Console.Error.WriteLine($"Not measured: it needs {program}.");
        }

        return isThere;
    }

    /// <summary>What hyperfine tells of the runs of a program: their median time and mean processor time in ms; and how many seconds itself took.</summary>
    public static (double Ms, double CpuMs, double Seconds) ByHyperfine(Workplace workplace, string[] program, int runs)
    {
        string result = Path.Combine(workplace.Folder, "hyperfine.json");
        string command = string.Join(' ', program.Select(static part => $"'{part}'"));
        double seconds = Run(Hyperfine, "-N", "--warmup", "1", "--runs", runs.ToString(CultureInfo.InvariantCulture), "--style", "none", "--export-json", result, command).Seconds;
        using var json = JsonDocument.Parse(File.ReadAllText(result));
        JsonElement figures = json.RootElement.GetProperty("results")[0];
        return (1000 * figures.GetProperty("median").GetDouble(), 1000 * (figures.GetProperty("user").GetDouble() + figures.GetProperty("system").GetDouble()), seconds);
    }

    /// <summary>Runs a program to its end, and tells how many seconds it took.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static (string Output, string Errors, double Seconds) Run(string program, params string[] arguments)
    {
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0 ? (output, errors.Result, seconds) : throw new InvalidOperationException($"{program} exited with {process.ExitCode}: {errors.Result}");
    }
}
