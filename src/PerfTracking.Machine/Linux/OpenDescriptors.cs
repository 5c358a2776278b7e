using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PerfTracking.Machine.Linux;

/// <summary>
/// Counts a Linux process's open file descriptors. Since Linux 6.2 the size of the folder is their number; before, they are
/// read one by one by the C library's own readdir(3), for the framework's enumeration asks for the target of every one, twice.
/// </summary>
internal static partial class OpenDescriptors
{
    private const string Folder = "/proc/self/fd";
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint SizeWanted = 0x200; // STATX_SIZE
    private const int SizeOffset = 40; // of stx_size in struct statx, the same on every architecture; see statx(2)

    // '.', '..' and the descriptor that counts.
    private const int NotCounted = 3;

    /// <summary>How many there are, or 0 where the system does not tell.</summary>
    public static int Count() => CountBySize() is > 0 and var count ? count : CountByReading();

    private static int CountBySize()
    {
        try
        {
            Span<byte> status = stackalloc byte[256];
            return GetStatus(CurrentFolder, Folder, 0, SizeWanted, ref MemoryMarshal.GetReference(status)) == 0
                ? (int)BinaryPrimitives.ReadInt64LittleEndian(status[SizeOffset..])
                : 0;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than the call.
            return 0;
        }
    }

    private static int CountByReading()
    {
        nint folder = OpenDirectory(Folder);
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

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetStatus(int folder, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenDirectory(string path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial nint ReadDirectory(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseDirectory(nint folder);
}
