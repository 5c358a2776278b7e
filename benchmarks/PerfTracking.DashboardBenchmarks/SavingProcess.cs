using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PerfTracking.Benchmarks;

namespace PerfTracking.DashboardBenchmarks;

/// <summary>A process of its own that saves in a loop, and tells how long each save took.</summary>
internal sealed class SavingProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<double> _times = new();
    private readonly TaskCompletionSource _begun = new();

    private SavingProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                _times.Enqueue(double.Parse(text, CultureInfo.InvariantCulture));
                _begun.TrySetResult();
            }
        };
        process.BeginOutputReadLine();
    }

    /// <summary>Starts one, and waits for its first saves.</summary>
    /// <param name="workplace">Where the module is.</param>
    /// <param name="store">The store that it saves to.</param>
    /// <param name="pause">How many milliseconds lie between two saves.</param>
    public static async Task<SavingProcess> Start(Workplace workplace, string store, int pause = 0)
    {
        string script = Path.Combine(workplace.Folder, "saving.ps1");
        await File.WriteAllTextAsync(
            script,
            $$"""
            Import-Module '{{workplace.Module}}'
            $watch = [Diagnostics.Stopwatch]::new()
            $culture = [cultureinfo]::InvariantCulture
            # Not beyond whoever started it.
            for ($saves = 0; $saves % 100 -or (Get-Process -Id {{Environment.ProcessId}} -ErrorAction Ignore); $saves++) {
                {{SaveCost.Measure21}}
                $watch.Restart()
                $null = Save-PerfBaseline bench -Store '{{store}}' -WarningAction Ignore
                [Console]::WriteLine($watch.Elapsed.TotalMilliseconds.ToString($culture))
                if ({{pause}}) { Start-Sleep -Milliseconds {{pause}} }
            }
            """);
        var process = Process.Start(new ProcessStartInfo(workplace.Pwsh, ["-NoLogo", "-NoProfile", "-NonInteractive", "-File", script]) { RedirectStandardOutput = true })!;
        var saving = new SavingProcess(process);
        try
        {
            await saving._begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
            return saving;
        }
        catch
        {
            saving.Dispose();
            throw;
        }
    }

    /// <summary>The times of the saves since this was last asked, in ms.</summary>
    public double[] Taken()
    {
        var times = new List<double>();
        while (_times.TryDequeue(out double time))
        {
            times.Add(time);
        }

        return [.. times];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
