namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Times as users give them. What the zone or a span puts beyond the first or the last moment that .NET knows is that moment.</summary>
internal static class GivenTime
{
    /// <summary>The moment of a time: a local one unless it says otherwise.</summary>
    /// <param name="time">The time.</param>
    public static DateTimeOffset Of(DateTime time) => new(time.ToUniversalTime());

    /// <summary>The moment that lies a span before another.</summary>
    /// <param name="moment">The other.</param>
    /// <param name="span">The span; a negative one leads forward.</param>
    public static DateTimeOffset Before(DateTimeOffset moment, TimeSpan span) =>
        span > moment - DateTimeOffset.MinValue ? DateTimeOffset.MinValue
        : span < moment - DateTimeOffset.MaxValue ? DateTimeOffset.MaxValue
        : moment - span;
}
