namespace PerfTracking.Tests;

/// <summary>A clock that stands until the test moves it, its wall clock and its monotonic timestamps each by themselves.</summary>
internal sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _elapsed.Ticks;

    /// <summary>Time passes.</summary>
    public void Advance(TimeSpan time)
    {
        _now += time;
        _elapsed += time;
    }

    /// <summary>Somebody sets the wall clock.</summary>
    public void Step(TimeSpan difference) => _now += difference;
}
