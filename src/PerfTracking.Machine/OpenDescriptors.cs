using System.Runtime.InteropServices;

namespace PerfTracking.Machine;

/// <summary>
/// Counts a Linux process's open file descriptors by the C library's own readdir(3): the framework's enumeration asks for
/// the target of every one of them, twice.
/// </summary>
internal static partial class OpenDescriptors
{
    // '.', '..' and the descriptor that counts.
    private const int NotCounted = 3;

    /// <summary>How many there are, or 0 where the system does not tell.</summary>
    public static int Count()
    {
        nint folder = OpenDirectory("/proc/self/fd");
        if (folder == 0)
        {
            return 0;
        }

        int entries = 0;
        while (ReadDirectory(folder) != 0)
        {
            entries++;
        }

        _ = CloseDirectory(folder);
        return Math.Max(0, entries - NotCounted);
    }

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenDirectory(string path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial nint ReadDirectory(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseDirectory(nint folder);
}
