using System.Diagnostics;
using PerfTracking.Tracking;

namespace PerfTracking.Machine;

/// <summary>
/// Watches the program that PowerShell starts on the calling thread, and tells what it used. PowerShell itself runs the
/// program, so that its output, its errors and its exit code are exactly what they are without us; this only looks.
/// </summary>
public sealed class ProgramSampler : IDisposable
{
    private static readonly TimeSpan SpinFor = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMilliseconds(20);

    private readonly ManualResetEventSlim _stop = new();
    private readonly IProgramFinder _finder;
    private readonly Thread _thread;
    private ProgramSample _latest;
    private long _firstSeen;
    private long _lastSeen;
    private long _goneAt;

    private ProgramSampler(IProgramFinder finder)
    {
        _finder = finder;
        _thread = new Thread(Watch) { IsBackground = true, Name = "PerfTracking program sampler", Priority = ThreadPriority.AboveNormal };
    }

    /// <summary>Begins to watch for a program that the calling thread is about to start.</summary>
    /// <param name="programName">The program's file name, for systems that do not tell which thread started what.</param>
    public static ProgramSampler Start(string programName)
    {
        IProgramFinder finder = OperatingSystem.IsLinux() ? new ProcChildFinder() : new NewProcessFinder(programName);
        var sampler = new ProgramSampler(finder);
        sampler._thread.Start();
        return sampler;
    }

    /// <summary>Ends watching.</summary>
    /// <param name="exitCode">The program's exit code, or <see langword="null"/> where it did not start.</param>
    /// <returns>What the program used; unknown parts are <see langword="null"/>.</returns>
    public ProgramUsage Finish(int? exitCode)
    {
        Stop();
        ProgramSample last = _finder.Conclude(SawItsEnd() ? _latest : _latest with { PeakMemoryMiB = null });
        return new ProgramUsage(exitCode, last.CpuTimeMs, last.PeakMemoryMiB);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _finder.Dispose();
        _stop.Dispose();
    }

    private void Stop()
    {
        _stop.Set();
        _thread.Join();
    }

    private void Watch()
    {
        // A program may be over in a millisecond, and its peak is at its end: it is looked at without a pause at first,
        // on a processor that it does not need.
        long began = Stopwatch.GetTimestamp();
        while (Environment.ProcessorCount > 1 && !_stop.IsSet && _goneAt == 0 && Stopwatch.GetElapsedTime(began) < SpinFor)
        {
            Look();
        }

        // A peak only grows, so a program that runs for long need not be looked at often.
        for (TimeSpan interval = FirstInterval; _goneAt == 0 && !_stop.Wait(interval); interval = interval < LongestInterval ? interval * 1.1 : LongestInterval)
        {
            Look();
        }
    }

    private void Look()
    {
        ProgramSample? sample = _finder.Sample();
        long now = Stopwatch.GetTimestamp();
        if (sample is { } seen)
        {
            _latest = seen;
            _lastSeen = now;
            _firstSeen = _firstSeen == 0 ? now : _firstSeen;
        }
        else if (_firstSeen != 0)
        {
            _goneAt = now;
        }
    }

    // A program grows while it runs. What was seen of one before the last fifth of its life, because no processor was free
    // for a look, is not its peak: a program that was seen once, as it began, has the size of one page.
    private bool SawItsEnd()
    {
        long end = _goneAt != 0 ? _goneAt : Stopwatch.GetTimestamp();
        return 4 * (end - _lastSeen) <= _lastSeen - _firstSeen;
    }
}
