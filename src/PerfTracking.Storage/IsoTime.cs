using System.Globalization;

namespace PerfTracking.Storage;

/// <summary>Times as the store writes them: ISO 8601, UTC, milliseconds, always 24 characters, so that they sort as text.</summary>
internal static class IsoTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Writes a time.</summary>
    /// <param name="time">Any time.</param>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Later than every time, as text.</summary>
    public const string Latest = "9";

    /// <summary>Writes the bound of a query; <see langword="null"/> for none.</summary>
    /// <param name="time">The time, or <see langword="null"/>.</param>
    public static string? Bound(DateTimeOffset? time) => time is { } known ? Write(known) : null;

    /// <summary>A time as it is read again after <see cref="Write"/>.</summary>
    /// <param name="time">Any time.</param>
    public static DateTimeOffset Round(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    /// <summary>Reads a time that <see cref="Write"/> wrote.</summary>
    /// <param name="text">24 characters.</param>
    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Reads a time that <see cref="Write"/> wrote, where there is one.</summary>
    /// <param name="text">24 characters, or <see langword="null"/>.</param>
    public static DateTimeOffset? ReadOrNull(string? text) => text is null ? null : Read(text);
}
