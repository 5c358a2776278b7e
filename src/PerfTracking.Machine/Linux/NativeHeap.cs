using System.Runtime.InteropServices;

namespace PerfTracking.Machine.Linux;

/// <summary>
/// What this process has of the C library, beside what .NET manages: .NET's compiler, its packing of answers and SQLite take
/// theirs there. Does nothing where the C library is not glibc.
/// </summary>
public static partial class NativeHeap
{
    private const int MostArenas = -8; // M_ARENA_MAX

    private static bool IsGlibc => OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out _);

    /// <summary>
    /// Lets all threads share two heaps from now on. By default each gets one of its own, and what it has left free there no other
    /// thread can use (https://man7.org/linux/man-pages/man3/mallopt.3.html).
    /// </summary>
    public static void Share()
    {
        if (IsGlibc)
        {
            _ = SetOption(MostArenas, 2);
        }
    }

    /// <summary>Gives back what is free, where the heap would by itself at its end alone (https://man7.org/linux/man-pages/man3/malloc_trim.3.html).</summary>
    public static void Trim()
    {
        if (IsGlibc)
        {
            _ = Trim(0);
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint left);
}
