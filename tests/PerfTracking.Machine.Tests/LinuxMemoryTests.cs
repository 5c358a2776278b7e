using System.Runtime.InteropServices;
using PerfTracking.Machine.Linux;

namespace PerfTracking.MachineTests;

/// <summary>What a process gives back that waits. The figures are of the whole process, so nothing else runs meanwhile.</summary>
[Collection(nameof(LinuxMemoryTests))]
[CollectionDefinition(nameof(LinuxMemoryTests), DisableParallelization = true)]
public class LinuxMemoryTests
{
    private const int BlockBytes = 4000;
    private const int BlocksBetween = 64;

    [Needs("glibc")]
    public void What_is_free_between_blocks_that_are_taken_goes_back()
    {
        var blocks = new nint[10_000];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = Marshal.AllocHGlobal(BlockBytes);
            Marshal.WriteByte(blocks[i], BlockBytes - 1, 1);
        }

        for (int i = 0; i < blocks.Length; i++)
        {
            if (i % BlocksBetween != 0)
            {
                Marshal.FreeHGlobal(blocks[i]);
            }
        }

        long before = Status("RssAnon");
        NativeHeap.Trim();
        long after = Status("RssAnon");

        Assert.InRange(before - after, blocks.Length * BlockBytes / 1024 / 2, long.MaxValue);
        for (int i = 0; i < blocks.Length; i += BlocksBetween)
        {
            Marshal.FreeHGlobal(blocks[i]);
        }
    }

    [Needs("glibc")]
    public void What_was_read_of_assemblies_leaves_the_process_and_is_read_again()
    {
        int types = typeof(Enumerable).Assembly.GetTypes().Length;
        long before = MappedAssembliesKiB();

        MappedAssemblies.LetGo();

        Assert.InRange(MappedAssembliesKiB(), 0, before / 2);
        Assert.Equal(types, typeof(Enumerable).Assembly.GetTypes().Length);
    }

    private static long Status(string name) => Number(File.ReadLines("/proc/self/status").Single(line => line.StartsWith(name + ":", StringComparison.Ordinal)));

    private static long MappedAssembliesKiB()
    {
        long sum = 0;
        bool isAssembly = false;
        foreach (string line in File.ReadLines("/proc/self/smaps"))
        {
            if (line.Contains(" r--s ", StringComparison.Ordinal))
            {
                isAssembly = line.EndsWith(".dll", StringComparison.Ordinal);
            }
            else if (line.StartsWith("Rss:", StringComparison.Ordinal))
            {
                sum += isAssembly ? Number(line) : 0;
                isAssembly = false;
            }
        }

        return sum;
    }

    private static long Number(string line) => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
}
