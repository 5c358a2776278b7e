using System.Globalization;

namespace PerfTracking.Pages;

/// <summary>A span of time as people choose it: the last 24 hours, 7 days or 30 days, all there is, or from one time to another.</summary>
/// <param name="Length">How long it is, up to now; <see langword="null"/> for all, and where <paramref name="From"/> or <paramref name="To"/> says it.</param>
/// <param name="From">Where it begins, UTC.</param>
/// <param name="To">Where it ends, UTC.</param>
public readonly record struct TimeRange(TimeSpan? Length, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The last 24 hours.</summary>
    public static TimeRange Day { get; } = new(TimeSpan.FromHours(24));

    /// <summary>The last 7 days, which is what pages show unless asked otherwise.</summary>
    public static TimeRange Week { get; } = new(TimeSpan.FromDays(7));

    /// <summary>The last 30 days.</summary>
    public static TimeRange Month { get; } = new(TimeSpan.FromDays(30));

    /// <summary>All there is.</summary>
    public static TimeRange All { get; } = new(null);

    /// <summary>The ones that have a name, with it.</summary>
    public static IReadOnlyList<(string Name, string Title, TimeRange Range)> Named { get; } =
        [("24h", "24 hours", Day), ("7d", "7 days", Week), ("30d", "30 days", Month), ("all", "All", All)];

    /// <summary>Whether it goes from one time to another.</summary>
    public bool IsFixed => From is not null || To is not null;

    /// <summary>Reads a range; <see cref="Week"/> for what cannot be read.</summary>
    /// <param name="name">The name of one.</param>
    /// <param name="from">Where it begins: a date, or a time with its zone; one without is UTC.</param>
    /// <param name="to">Where it ends; a date alone is its whole day.</param>
    public static TimeRange Parse(string? name, string? from, string? to)
    {
        DateTimeOffset? begin = Read(from), end = ReadEnd(to);
        if (begin is not null || end is not null)
        {
            return begin > end ? new TimeRange(null, Read(to), ReadEnd(from)) : new TimeRange(null, begin, end);
        }

        foreach ((string known, _, TimeRange range) in Named)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
            {
                return range;
            }
        }

        return Week;
    }

    /// <summary>Where it begins, or <see langword="null"/> for the beginning of the history.</summary>
    /// <param name="now">The time.</param>
    public DateTimeOffset? Since(DateTimeOffset now) => From ?? (Length is { } length ? now - length : null);

    /// <summary>The parts of an address that say the same; none for <see cref="Week"/>.</summary>
    public IEnumerable<(string Name, string Value)> ToPairs()
    {
        if (From is { } from)
        {
            yield return ("from", from.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        }

        if (To is { } to)
        {
            yield return ("to", to.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        }

        TimeRange own = this;
        if (!IsFixed && own != Week)
        {
            yield return ("range", Named.First(known => known.Range == own).Name);
        }
    }

    private static DateTimeOffset? ReadEnd(string? text) =>
        Read(text) is { } day && text!.Length == "yyyy-MM-dd".Length && day < DateTimeOffset.MaxValue.AddDays(-1) ? day.AddDays(1).AddMilliseconds(-1) : Read(text);

    private static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time : null;
}
