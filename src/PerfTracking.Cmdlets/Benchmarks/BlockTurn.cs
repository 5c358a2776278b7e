using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using PerfTracking.Benchmarks;
using PerfTracking.Programs;
using PerfTracking.Recording;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>The stopwatch of a script block, as the script around the block sees it. Public because scripts can call nothing else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockTurn
{
    private readonly IProcessProbe _probe;
    private readonly IInstructionCounter _counter;
    private readonly Action<BenchmarkReading> _tell;
    private readonly int _warmup;
    private readonly int _iterations;
    private int _iteration;
    private int _ended;
    private long _began;
    private long _allocated;
    private int _collections;
    private double? _cpuMs;
    private Func<long?>? _instructions;

    internal BlockTurn(ScriptBlock setup, ScriptBlock work, ScriptBlock cleanup, IProcessProbe probe, IInstructionCounter counter, int warmup, int iterations, Action<BenchmarkReading> tell)
    {
        (Setup, Work, Cleanup, _probe, _counter, _warmup, _iterations, _tell) = (setup, work, cleanup, probe, counter, warmup, iterations, tell);
        _iteration = -warmup - 1;
    }

    /// <summary>What runs before all.</summary>
    public ScriptBlock Setup { get; }

    /// <summary>The work.</summary>
    public ScriptBlock Work { get; }

    /// <summary>What runs after all.</summary>
    public ScriptBlock Cleanup { get; }

    /// <summary>Whether every run came to its end. One that a <c>break</c> of the work left took the loop around it along.</summary>
    internal bool IsComplete => _ended == _warmup + _iterations;

    /// <summary>Goes on to the next run.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        _iteration++;
        if (_iteration == 0)
        {
            // The garbage of everything before is not the work's.
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return _iteration < _iterations;
    }

    /// <summary>Starts the clock, last of all.</summary>
    public void Begin()
    {
        _cpuMs = _probe.Read().CpuTimeMs;
        _collections = GC.CollectionCount(0);
        _allocated = GC.GetTotalAllocatedBytes(precise: true);
        _instructions = _counter.Begin();
        _began = Stopwatch.GetTimestamp();
    }

    /// <summary>Stops the clock, first of all.</summary>
    public void End()
    {
        long ended = Stopwatch.GetTimestamp();
        long? instructions = _instructions?.Invoke();
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        int collections = GC.CollectionCount(0) - _collections;
        double? cpuMs = _probe.Read().CpuTimeMs - _cpuMs;
        _ended++;
        if (_iteration < 0)
        {
            return;
        }

        _tell(new BenchmarkReading(BenchmarkMetrics.Time, Stopwatch.GetElapsedTime(_began, ended).TotalMilliseconds, _iteration));
        _tell(new BenchmarkReading(BenchmarkMetrics.Allocated, allocated, _iteration));
        _tell(new BenchmarkReading(BenchmarkMetrics.Collections, collections, _iteration));
        if (instructions is { } retired)
        {
            _tell(new BenchmarkReading(BenchmarkMetrics.Instructions, retired, _iteration));
        }

        if (cpuMs is { } used)
        {
            _tell(new BenchmarkReading(BenchmarkMetrics.CpuTime, used, _iteration));
        }
    }

    internal void TellMemory()
    {
        if (_probe.Read().PeakMemoryMiB is { } peak)
        {
            _tell(new BenchmarkReading(BenchmarkMetrics.PeakMemory, peak));
        }
    }
}
