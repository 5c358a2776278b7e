using System.Diagnostics;
using PerfTracking.Machine.Linux;
using PerfTracking.Machine.Mac;
using PerfTracking.Machine.Windows;
using PerfTracking.Recording;

namespace PerfTracking.MachineTests;

/// <summary>What a process reads about itself. Tests beside these would open and close handles between two readings, so nothing else runs meanwhile.</summary>
[Collection(nameof(ProcessProbeTests))]
[CollectionDefinition(nameof(ProcessProbeTests), DisableParallelization = true)]
public class ProcessProbeTests
{
    private const double MiB = 1024 * 1024;

    private static readonly IProcessProbe Probe = OperatingSystem.IsWindows() ? new WindowsProcessProbe()
        : OperatingSystem.IsMacOS() ? new MacProcessProbe()
        : new LinuxProcessProbe();

    [Fact]
    public void It_reads_what_the_slow_way_reads()
    {
        using var process = Process.GetCurrentProcess();
        double before = process.TotalProcessorTime.TotalMilliseconds;

        ProcessReading reading = Probe.Read();

        process.Refresh();
        Assert.InRange(reading.CpuTimeMs!.Value, before - 20, process.TotalProcessorTime.TotalMilliseconds + 20);
        Assert.InRange(reading.Threads!.Value, process.Threads.Count - 5, process.Threads.Count + 5);
        Assert.True(reading.PeakMemoryMiB >= 0.9 * process.WorkingSet64 / MiB, $"{reading.PeakMemoryMiB} MiB at its peak, {process.WorkingSet64 / MiB} now");
        Assert.InRange(reading.PeakMemoryMiB!.Value, 1, 100_000);
    }

    [Fact]
    public void Handles_that_are_opened_are_counted_where_the_system_counts_them()
    {
        using var folder = new TemporaryFolder();
        int? before = Probe.Read().Handles;
        FileStream[] open = [.. Enumerable.Range(0, 200).Select(i => File.Create(folder[$"{i}"]))];

        int? after = Probe.Read().Handles;

        Assert.All(open, file => file.Dispose());
        if (OperatingSystem.IsMacOS())
        {
            Assert.Null(before);
        }
        else
        {
            Assert.InRange(after!.Value - before!.Value, 180, 220);
        }
    }
}
