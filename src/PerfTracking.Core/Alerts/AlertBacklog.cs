using PerfTracking.Statistics;

namespace PerfTracking.Alerts;

/// <summary>How many alerts wait for a decision, how old they are, and since when there are more and more of them.</summary>
public sealed record AlertBacklog
{
    /// <summary>How many are open.</summary>
    public int Open { get; init; }

    /// <summary>How long the oldest of them has been open; <see langword="null"/> without any.</summary>
    public TimeSpan? OldestAge { get; init; }

    /// <summary>The median of how long they have been open; <see langword="null"/> without any.</summary>
    public TimeSpan? MedianAge { get; init; }

    /// <summary>
    /// When the backlog began to grow to what it is, UTC: when it was last at its lowest since more were open than now.
    /// <see langword="null"/> where it does not grow, for the last thing that happened was that it shrank.
    /// </summary>
    public DateTimeOffset? GrowsSince { get; init; }

    /// <summary>The backlog at a time. Pure.</summary>
    /// <param name="alerts">Alerts of all states, in any order; the longer they reach back, the truer <see cref="GrowsSince"/>.</param>
    /// <param name="now">The time.</param>
    public static AlertBacklog At(IEnumerable<PerfAlert> alerts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        var ages = new List<TimeSpan>();
        var changes = new SortedDictionary<DateTimeOffset, int>();
        foreach (PerfAlert alert in alerts.Where(alert => alert.RaisedAt <= now))
        {
            Add(alert.RaisedAt, 1);
            if (alert.EndedAt is { } ended && ended <= now)
            {
                Add(ended > alert.RaisedAt ? ended : alert.RaisedAt, -1);
            }
            else
            {
                ages.Add(now - alert.RaisedAt);
            }
        }

        ages.Sort();
        return new AlertBacklog
        {
            Open = ages.Count,
            OldestAge = ages.Count == 0 ? null : ages[^1],
            MedianAge = ages.Count == 0 ? null : TimeSpan.FromTicks((long)Quantiles.MedianOf([.. ages.Select(static age => (double)age.Ticks)])),
            GrowsSince = GrowthOf(changes, ages.Count),
        };

        void Add(DateTimeOffset time, int change) => changes[time] = changes.GetValueOrDefault(time) + change;
    }

    private static DateTimeOffset? GrowthOf(SortedDictionary<DateTimeOffset, int> changes, int now)
    {
        // The low ends with the rise after it: until then nothing grew.
        int open = 0, low = 0;
        DateTimeOffset? rose = null;
        bool isLow = true;
        foreach ((DateTimeOffset time, int change) in changes)
        {
            int before = open;
            open += change;
            if (open > now)
            {
                (low, rose, isLow) = (int.MaxValue, null, false);
            }
            else if (open <= low)
            {
                (low, rose, isLow) = (open, null, true);
            }
            else if (isLow && open > before)
            {
                (rose, isLow) = (time, false);
            }
        }

        return open > low ? rose : null;
    }
}
