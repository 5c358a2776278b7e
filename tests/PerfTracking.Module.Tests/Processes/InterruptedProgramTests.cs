using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Processes;

/// <summary>Ctrl+C while programs run at a terminal.</summary>
public class InterruptedProgramTests
{
    [Needs("glibc", "script")]
    public async Task No_run_begins_between_the_end_of_an_interrupted_program_and_the_stop_of_its_pipeline()
    {
        // The terminal signals both at once, and PowerShell needs longer. Here so much longer that all runs would be over. What a shell
        // has begun in the background ignores the signal, and would hand that on.
        const string program = "echo run >> runs; (sleep 0.2; kill -INT $PPID) & kill -INT $$";
        string[] terminal = ["env", "--default-signal=INT", "sh", "-c", """exec script --quiet --return --command "$*" /dev/null""", "sh"];

        ShellResult result = await ShellRun.Script(
            $"$ran = $false; try {{ Measure-PerfOperation work -FilePath sh -ArgumentList '-c', '{program}' -Repeat 3 -Warmup 1; $ran = $true }} finally {{ \"ran $ran, $((Get-Content runs).Count) run, [$(Get-PerfOperation)]\" | Out-Host }}",
            launcher: terminal);

        Assert.Contains("ran False, 1 run, []", result.Text, StringComparison.Ordinal);
    }
}
