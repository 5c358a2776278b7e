using System.Globalization;
using System.Runtime.InteropServices;

namespace PerfTracking.Machine.Linux;

/// <summary>The files of assemblies that this process reads from memory.</summary>
public static partial class MappedAssemblies
{
    private const int NotNeeded = 4; // MADV_DONTNEED

    /// <summary>
    /// Takes the pages that were read so far out of this process. The system holds them once for all processes, and whoever reads
    /// one again finds it there: mappings that are shared and read-only lose nothing
    /// (https://man7.org/linux/man-pages/man2/madvise.2.html).
    /// </summary>
    public static void LetGo()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // "7f0c1a2b3000-7f0c1a2c4000 r--s 00000000 08:01 1234 /usr/share/…", proc_pid_maps(5).
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            if (line.Split(' ', 3) is [{ } range, "r--s", { } rest] && rest.EndsWith(".dll", StringComparison.Ordinal)
                && range.Split('-') is [{ } from, { } to])
            {
                nuint begin = nuint.Parse(from, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                _ = Advise(begin, nuint.Parse(to, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) - begin, NotNeeded);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint begin, nuint length, int advice);
}
