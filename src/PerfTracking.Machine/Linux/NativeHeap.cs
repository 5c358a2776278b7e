using System.Runtime.InteropServices;

namespace PerfTracking.Machine.Linux;

/// <summary>
/// What this process has of the C library, beside what .NET manages: .NET's compiler, its packing of answers and SQLite take
/// theirs there. Does nothing where the C library is not glibc.
/// </summary>
public static partial class NativeHeap
{
    private const string TrimName = "malloc_trim";

    /// <summary>Gives back what is free, where the heap would by itself at its end alone (https://man7.org/linux/man-pages/man3/malloc_trim.3.html).</summary>
    public static void Trim()
    {
        if (OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), TrimName, out _))
        {
            _ = Trim(0);
        }
    }

    [LibraryImport("libc", EntryPoint = TrimName)]
    private static partial int Trim(nuint left);
}
