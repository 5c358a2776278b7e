using System.Globalization;
using System.Runtime.InteropServices;
using PerfTracking.Machine.Unix;

namespace PerfTracking.Machine.Linux;

/// <summary>
/// Reads a program's own high-water mark (VmHWM) while the kernel holds it at its end, ptrace(2) with PTRACE_O_TRACEEXIT. The
/// program is seized only once it has run for so long that the tenth of a millisecond this costs cannot be seen in its time;
/// it is not stopped for that, its signals are handed on, and what it starts is not traced.
/// </summary>
/// <remarks>
/// What the mark does not tell for certain is not told: where children were waited for, whose memory may have been larger; where
/// the process went on after its first thread's end; where the system refuses. Shells are left alone: most of their memory is
/// their children's, and a program that changes its user, which a shell may execute in its place, could not while it is traced.
/// </remarks>
internal static unsafe partial class ExitWitness
{
    private const int UnseenBeforeMs = 25;
    private const int Stopped = 0x02; // WSTOPPED
    private const int AnyThread = 0x40000000; // __WALL
    private const int Seize = 0x4206; // PTRACE_SEIZE
    private const int Continue = 7; // PTRACE_CONT
    private const int Detach = 17; // PTRACE_DETACH
    private const int Listen = 0x4208; // PTRACE_LISTEN
    private const int EventMessage = 0x4201; // PTRACE_GETEVENTMSG
    private const int TraceExit = 0x40; // PTRACE_O_TRACEEXIT
    private const int ExitEvent = 6; // PTRACE_EVENT_EXIT
    private const int StopEvent = 128; // PTRACE_EVENT_STOP
    private const int ProcessDescriptor = 434; // pidfd_open(2), which has this number everywhere
    private const int ChildFaultsField = 8; // cminflt: the 11th of all, see proc_pid_stat(5); the fields are counted behind the name

    private static readonly string[] Shells = ["sh", "dash", "bash", "zsh", "ksh", "fish", "busybox", "sudo", "su", "env"];
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for a program's end, and looks at it where that is free.</summary>
    /// <param name="running">The program, which this thread has started.</param>
    /// <param name="time">The clock.</param>
    /// <returns>
    /// Its peak memory in MiB, or <see langword="null"/>; and when it ended, or <see langword="null"/> where it was not looked at
    /// and has not been reaped.
    /// </returns>
    public static (double? PeakMemoryMiB, long? EndTimestamp) Await(RunningProgram running, TimeProvider time)
    {
        if (!RunsFor(running.Process, UnseenBeforeMs) || IsShell(running.Process) || Trace(Seize, running.Process, 0, TraceExit) != 0)
        {
            return (null, null);
        }

        double? peak = null;
        long code = 0;
        long looked = 0;
        long ended;
        while (true)
        {
            running.Await(Stopped | AnyThread);
            ended = time.GetTimestamp();
            if (running.Reap(AnyThread) is not { } status)
            {
                break;
            }

            int signal = (status >> 8) & 0xff;
            switch (status >> 16)
            {
                case ExitEvent:
                    peak = HadChildren(running.Process) ? null : LinuxProcessStatus.Of(running.Process)?.PeakMemoryMiB;
                    _ = Trace(EventMessage, running.Process, 0, (nint)(&code));
                    looked = ended;
                    _ = Trace(Detach, running.Process, 0, 0);
                    break;
                case StopEvent when signal != 5: // Not SIGTRAP: the whole process is stopped, and stays so until it is continued.
                    _ = Trace(Listen, running.Process, 0, 0);
                    break;
                case StopEvent:
                    _ = Trace(Continue, running.Process, 0, 0);
                    break;
                default:
                    _ = Trace(Continue, running.Process, 0, signal);
                    break;
            }
        }

        bool wasTheEnd = running.Status == (int)code && time.GetElapsedTime(looked, ended) < LongestEnd;
        return (wasTheEnd ? peak : null, ended);
    }

    private static bool RunsFor(int process, int milliseconds)
    {
        int descriptor = (int)Call(ProcessDescriptor, process, 0);
        if (descriptor < 0)
        {
            return false;
        }

        // struct pollfd: the descriptor, and POLLIN in the first half of the second int.
        int* poll = stackalloc int[2] { descriptor, 1 };
        int ended = Poll(poll, 1, milliseconds);
        _ = Close(descriptor);
        return ended == 0;
    }

    private static bool IsShell(int process)
    {
        try
        {
            string? program = File.ResolveLinkTarget(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/exe"), returnFinalTarget: false)?.Name;
            return program is null || Array.IndexOf(Shells, program) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static bool HadChildren(int process)
    {
        try
        {
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));

            // The name in parentheses may hold anything; the fields behind it begin with the third.
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields.Length <= ChildFaultsField || fields[ChildFaultsField] != "0";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    [LibraryImport("libc", EntryPoint = "ptrace")]
    private static partial nint Trace(nint request, int process, nint address, nint data);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, nint first, nint second);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(int* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
