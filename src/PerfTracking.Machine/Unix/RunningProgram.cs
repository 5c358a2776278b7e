using System.Runtime.InteropServices;

namespace PerfTracking.Machine.Unix;

/// <summary>A process of ours until it is reaped. It can be ended from any thread, and never another one that got its number later.</summary>
/// <param name="process">The process's number.</param>
/// <param name="group">The process group that is ended with it, or 0.</param>
internal sealed unsafe class RunningProgram(int process, int group)
{
    private const int NoHang = 1; // WNOHANG
    private const int Exited = 0x04; // WEXITED

    private readonly object _gate = new();
    private readonly long[] _usage = new long[ResourceUsage.Longs];
    private bool _reaped;

    private static int KeepWaitable => OperatingSystem.IsMacOS() ? 0x20 : 0x01000000; // WNOWAIT

    /// <summary>The process's number.</summary>
    public int Process => process;

    /// <summary>The process group that is ended with it, or 0.</summary>
    public int Group => group;

    /// <summary>What <see cref="PeakMemory"/> was when the program began, where that is known.</summary>
    public long? PeakMemoryAtStart { get; init; }

    /// <summary>Tells what was counted once it has ended: instructions, and processes with its own; <see langword="null"/> where nothing is.</summary>
    public Func<(long? Instructions, int? Processes)>? Counts { get; init; }

    /// <summary>The status with which it ended, as wait(2) has it, or <see langword="null"/> where somebody else took it.</summary>
    public int? Status { get; private set; }

    /// <summary>User and system time in ms, with that of the descendants that were waited for.</summary>
    public double? CpuTimeMs => Status is null ? null : ResourceUsage.CpuTimeMs(_usage);

    /// <summary>The system's ru_maxrss: KiB on Linux, bytes on macOS.</summary>
    public long? PeakMemory => Status is null ? null : _usage[4];

    /// <summary>Takes what the system has to say of the process, which it has said it has. A status of a stop is returned, not kept.</summary>
    /// <param name="options">Further options of wait4(2).</param>
    /// <returns>The status, or <see langword="null"/> once the process has ended.</returns>
    public int? Reap(int options)
    {
        lock (_gate)
        {
            if (_reaped)
            {
                return null;
            }

            int status = 0;
            int result;
            fixed (long* usage = _usage)
            {
                result = ProgramCalls.Reap(process, &status, NoHang | options, usage);
            }

            if (result == process && (status & 0xff) == 0x7f)
            {
                return status;
            }

            _reaped = true;
            Status = result == process ? status : null;
            return null;
        }
    }

    /// <summary>Ends it, and its group where it has one of its own.</summary>
    /// <param name="signal">The signal.</param>
    public void End(int signal)
    {
        lock (_gate)
        {
            if (!_reaped)
            {
                _ = ProgramCalls.Send(group == 0 ? process : -group, signal);
            }
        }
    }

    /// <summary>Waits until the process has ended; it stays to be reaped.</summary>
    /// <param name="options">What else to wait for, as waitid(2) has it.</param>
    /// <returns>Whether there is something to reap.</returns>
    public bool Await(int options = 0)
    {
        byte* information = stackalloc byte[256];
        while (ProgramCalls.Await(ProgramCalls.ByProcess, process, information, options | Exited | KeepWaitable) != 0)
        {
            if (Marshal.GetLastPInvokeError() != ProgramCalls.Interrupted)
            {
                return false;
            }
        }

        return true;
    }
}
