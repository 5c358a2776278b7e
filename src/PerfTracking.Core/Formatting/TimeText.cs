using System.Globalization;

namespace PerfTracking.Formatting;

/// <summary>Times in a column: UTC, in the Gregorian calendar and with the same separators whatever the culture.</summary>
public static class TimeText
{
    private const string Missing = "-";

    /// <summary>A time as a format has it; a dash for none.</summary>
    /// <param name="time">
    /// A <see cref="DateTimeOffset"/>, or what a job or a file of <c>Export-Clixml</c> gave in its place: something whose text is an ISO
    /// time.
    /// </param>
    /// <param name="format">The format, such as <c>yyyy-MM-dd HH:mm</c>.</param>
    public static string Of(object? time, string format) => time switch
    {
        DateTimeOffset known => known.UtcDateTime.ToString(format, CultureInfo.InvariantCulture),
        not null when DateTimeOffset.TryParse(time.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset read) => Of(read, format),
        _ => Missing,
    };
}
