using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PerfTracking.Machine.Linux;

/// <summary>
/// What a task and all that it starts do, counted by the kernel: perf_event_open(2) with inherit. Instructions retired in user mode
/// are allowed to everybody up to a perf_event_paranoid of 2, where the processor or the hypervisor has a counter; new processes
/// by the tracepoint task:task_newtask, without those that are threads, where tracefs can be read and CAP_PERFMON is there. What
/// is refused is absent.
/// </summary>
internal sealed unsafe partial class TaskCounters : IDisposable
{
    private const int AttributeBytes = 64; // PERF_ATTR_SIZE_VER0, which every kernel knows
    private const int Hardware = 0; // PERF_TYPE_HARDWARE
    private const int Software = 1; // PERF_TYPE_SOFTWARE
    private const int Tracepoint = 2; // PERF_TYPE_TRACEPOINT
    private const ulong RetiredInstructions = 1; // PERF_COUNT_HW_INSTRUCTIONS
    private const ulong Disabled = 1 << 0;
    private const ulong Inherit = 1 << 1;
    private const ulong ExcludeKernel = 1 << 5;
    private const ulong ExcludeHypervisor = 1 << 6;
    private const ulong EnableOnExec = 1 << 12;
    private const int CloseOnExec = 8; // PERF_FLAG_FD_CLOEXEC
    private const nuint SetFilter = 0x40082406; // PERF_EVENT_IOC_SET_FILTER
    private const string NoThreads = "!(clone_flags & 0x10000)"; // CLONE_THREAD

    private static readonly string[] TracepointFiles =
        ["/sys/kernel/tracing/events/task/task_newtask/id", "/sys/kernel/debug/tracing/events/task/task_newtask/id"];

    private static readonly Lazy<ulong?> NewTask = new(ReadTracepoint);

    private static readonly Lazy<bool> Allowed = new(static () =>
    {
        using TaskCounters? counters = Open(0, fromExec: true);
        return counters is not null;
    });

    private readonly int _instructions;
    private readonly int _processes;

    private TaskCounters(int instructions, int processes) => (_instructions, _processes) = (instructions, processes);

    /// <summary>Whether any of them may be used here.</summary>
    public static bool AnyIsAllowed => Allowed.Value;

    /// <summary>Instructions so far, with those of descendants; <see langword="null"/> where they are not counted.</summary>
    public long? Instructions => Read(_instructions);

    /// <summary>Processes that were started so far; <see langword="null"/> where they are not counted.</summary>
    public int? Processes => (int?)Read(_processes);

    /// <summary>Begins to count.</summary>
    /// <param name="task">The task's number; 0 for the calling thread.</param>
    /// <param name="fromExec">Whether counting begins when the task executes a program, and not at once.</param>
    /// <returns><see langword="null"/> where nothing may be counted.</returns>
    public static TaskCounters? Open(int task, bool fromExec)
    {
        int instructions = OpenEvent(Hardware, RetiredInstructions, ExcludeKernel | ExcludeHypervisor, task, fromExec);
        int processes = NewTask.Value is { } id && OpenEvent(Tracepoint, id, 0, task, fromExec) is >= 0 and var opened ? Filtered(opened) : -1;
        return instructions < 0 && processes < 0 ? null : new TaskCounters(instructions, processes);
    }

    /// <summary>Counts page faults in the same way, which every kernel does: what the tests of all this can see everywhere.</summary>
    /// <inheritdoc cref="Open"/>
    internal static TaskCounters? OpenPageFaults(int task, bool fromExec) =>
        OpenEvent(Software, 2, ExcludeKernel | ExcludeHypervisor, task, fromExec) is >= 0 and var opened ? new TaskCounters(opened, -1) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (int descriptor in new[] { _instructions, _processes })
        {
            if (descriptor >= 0)
            {
                _ = Close(descriptor);
            }
        }
    }

    private static int OpenEvent(int type, ulong config, ulong excluded, int task, bool fromExec)
    {
        // struct perf_event_attr: type, size, config, three fields of no use here, flags.
        byte* attribute = stackalloc byte[AttributeBytes];
        new Span<byte>(attribute, AttributeBytes).Clear();
        *(int*)attribute = type;
        *(int*)(attribute + 4) = AttributeBytes;
        *(ulong*)(attribute + 8) = config;
        *(ulong*)(attribute + 40) = Inherit | excluded | (fromExec ? Disabled | EnableOnExec : 0);
        return SystemCall is { } number ? (int)Call(number, attribute, task, -1, -1, CloseOnExec) : -1;
    }

    private static nint? SystemCall => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 298,
        Architecture.Arm64 => 241,
        _ => null,
    };

    private static int Filtered(int descriptor)
    {
        byte[] filter = Encoding.ASCII.GetBytes(NoThreads + '\0');
        fixed (byte* text = filter)
        {
            if (Control(descriptor, SetFilter, text) == 0)
            {
                return descriptor;
            }
        }

        _ = Close(descriptor);
        return -1;
    }

    private static long? Read(int descriptor)
    {
        long value;
        return descriptor >= 0 && Read(descriptor, &value, sizeof(long)) == sizeof(long) ? value : null;
    }

    private static ulong? ReadTracepoint()
    {
        foreach (string file in TracepointFiles)
        {
            try
            {
                if (ulong.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong id))
                {
                    return id;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not here, or not for us.
            }
        }

        return null;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, void* attribute, nint task, nint processor, nint group, nint flags);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, void* buffer, nuint bytes);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
