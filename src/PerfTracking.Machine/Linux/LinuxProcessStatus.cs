using System.Buffers.Text;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace PerfTracking.Machine.Linux;

/// <summary>What Linux says of a process in one file. <c>System.Diagnostics.Process</c> reads six, and makes an object for every thread.</summary>
/// <param name="PeakMemoryMiB">The largest resident set so far, in MiB.</param>
/// <param name="Threads">Threads now.</param>
internal readonly record struct LinuxProcessStatus(double PeakMemoryMiB, int Threads)
{
    /// <summary>More than the file has ever had, so that one read is enough.</summary>
    private const int MostBytes = 4096;

    /// <summary>This process's, or <see langword="null"/> where the system does not let us.</summary>
    public static LinuxProcessStatus? Read() => Read("/proc/self/status");

    /// <summary>Another process's; <see langword="null"/> once it has ended, and with it its memory.</summary>
    /// <param name="process">The process's number.</param>
    public static LinuxProcessStatus? Of(int process) => Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status"));

    private static LinuxProcessStatus? Read(string path)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Span<byte> text = stackalloc byte[MostBytes];
            ReadOnlySpan<byte> status = text[..RandomAccess.Read(file, text, 0)];
            return Field(status, "VmHWM:"u8) is { } peakKiB && Field(status, "Threads:"u8) is { } threads
                ? new LinuxProcessStatus(peakKiB / 1024.0, (int)threads)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long? Field(ReadOnlySpan<byte> status, ReadOnlySpan<byte> name)
    {
        int start = status.IndexOf(name);
        if (start < 0)
        {
            return null;
        }

        for (start += name.Length; start < status.Length && status[start] is (byte)' ' or (byte)'\t'; start++)
        {
        }

        return Utf8Parser.TryParse(status[start..], out long value, out _) ? value : null;
    }
}
