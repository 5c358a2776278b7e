using System.Globalization;

namespace PerfTracking.Machine;

/// <summary>What Linux says of this process in one file. <c>System.Diagnostics.Process</c> reads six, and makes an object for every thread.</summary>
/// <param name="PeakMemoryMiB">The largest resident set so far, in MiB.</param>
/// <param name="Threads">Threads now.</param>
internal readonly record struct LinuxProcessStatus(double PeakMemoryMiB, int Threads)
{
    /// <summary>Reads it, or <see langword="null"/> where the system does not let us.</summary>
    public static LinuxProcessStatus? Read()
    {
        try
        {
            string status = File.ReadAllText("/proc/self/status");
            return new LinuxProcessStatus(Field(status, "VmHWM:") / 1024.0, (int)Field(status, "Threads:"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    private static long Field(string status, string name)
    {
        int start = status.IndexOf(name, StringComparison.Ordinal) + name.Length;
        while (char.IsWhiteSpace(status[start]))
        {
            start++;
        }

        int end = start;
        while (char.IsAsciiDigit(status[end]))
        {
            end++;
        }

        return long.Parse(status.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
