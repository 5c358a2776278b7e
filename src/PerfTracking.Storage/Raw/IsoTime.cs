using System.Globalization;

namespace PerfTracking.Storage.Raw;

/// <summary>Times as the store writes them: ISO 8601, UTC, milliseconds, always 24 characters, so that they sort as text.</summary>
internal static class IsoTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Writes a time.</summary>
    /// <param name="time">Any time.</param>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Later than every time, as text: what comes behind the digits.</summary>
    public const string Latest = ":";

    /// <summary>Writes the bound of a query; <see langword="null"/> for none.</summary>
    /// <param name="time">The time, or <see langword="null"/>.</param>
    public static string? Bound(DateTimeOffset? time) => time is { } known ? Write(known) : null;

    /// <summary>A time as it is read again after <see cref="Write"/>.</summary>
    /// <param name="time">Any time.</param>
    public static DateTimeOffset Round(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    /// <summary>
    /// Reads a time that <see cref="Write"/> wrote. By hand: a picture reads the times of thousands of points, and in a process that
    /// saves once .NET's own way would have to learn the names of the months first.
    /// </summary>
    /// <param name="text">24 characters, UTF-8.</param>
    /// <param name="time">The time.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        const int length = 24;
        bool isOurs = text.Length == length && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == '.' && text[23] == 'Z';
        int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milliseconds = 0;
        isOurs = isOurs && TryNumber(text[..4], out year) && TryNumber(text[5..7], out month) && TryNumber(text[8..10], out day)
            && TryNumber(text[11..13], out hour) && TryNumber(text[14..16], out minute) && TryNumber(text[17..19], out second) && TryNumber(text[20..23], out milliseconds)
            && year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60 && second < 60;
        time = isOurs ? new DateTimeOffset(year, month, day, hour, minute, second, milliseconds, TimeSpan.Zero) : default;
        return isOurs;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            number = (10 * number) + digit - '0';
        }

        return true;
    }
}
