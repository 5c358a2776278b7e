using System.Diagnostics;

namespace PerfTracking.GateEvaluation;

/// <summary>Work of others on the same machine: none, one or two busy processes, for a fifth of a second to three seconds each.</summary>
internal sealed class BackgroundLoad : IDisposable
{
    // It ends with the process that started it, for an evaluation that is killed must leave no load behind.
    private static readonly string Busy = $"while kill -0 {Environment.ProcessId} 2>/dev/null; do i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; done";

    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;

    public BackgroundLoad(int seed)
    {
        _thread = new Thread(() => ComeAndGo(new Random(seed), _stopping.Token)) { IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _thread.Join();
        _stopping.Dispose();
    }

    private static void ComeAndGo(Random random, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Process[] busy = [.. Enumerable.Range(0, random.Next(3)).Select(static _ => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Busy]))!)];
            stopping.WaitHandle.WaitOne(TimeSpan.FromSeconds(0.2 + (2.8 * random.NextDouble())));
            foreach (Process process in busy)
            {
                process.Kill();
                process.WaitForExit();
                process.Dispose();
            }
        }
    }
}
