using System.Runtime.InteropServices;

namespace PerfTracking.Machine.Unix;

/// <summary>The C library's calls that start programs and wait for them. They pass numbers and pointers alone.</summary>
internal static unsafe partial class ProgramCalls
{
    public const int Interrupted = 4; // EINTR
    public const int TooLong = 7; // E2BIG
    public const int ByProcess = 1; // P_PID
    public const int Kill = 9; // SIGKILL
    public const int Interrupt = 2; // SIGINT
    public const int BrokenPipe = 13; // SIGPIPE
    public const int TerminalOutput = 22; // SIGTTOU, on Linux and macOS alike

    /// <summary>Room for posix_spawn's opaque structures, of which glibc's largest has 336 bytes.</summary>
    public const int StructureBytes = 1024;

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    public static partial int Spawn(int* process, byte* path, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitializeActions(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyActions(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(void* actions, int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np")]
    public static partial int AddFolder(void* actions, byte* path);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static partial int InitializeAttributes(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    public static partial int DestroyAttributes(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetFlags(void* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setpgroup")]
    public static partial int SetGroup(void* attributes, int group);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int SetSignalMask(void* attributes, void* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetDefaultSignals(void* attributes, void* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    public static partial int EmptySignals(void* signals);

    [LibraryImport("libc", EntryPoint = "sigaddset")]
    public static partial int AddSignal(void* signals, int signal);

    [LibraryImport("libc", EntryPoint = "pthread_sigmask")]
    public static partial int ChangeSignalMask(int how, void* signals, void* before);

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    public static partial int Await(int kind, int process, void* information, int options);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    public static partial int Reap(int process, int* status, int options, long* usage);

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Send(int process, int signal);

    [LibraryImport("libc", EntryPoint = "isatty")]
    public static partial int IsTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    public static partial int OwnGroup();

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    public static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "tcsetpgrp")]
    public static partial int SetForegroundGroup(int descriptor, int group);
}
