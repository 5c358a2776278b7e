using System.Globalization;
using PerfTracking.History;
using PerfTracking.Recording;

namespace PerfTracking.Tests.Recording;

public class SnapshotClockTests
{
    private readonly ManualClock _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567));
    private readonly SnapshotClock _clock;

    public SnapshotClockTests() => _clock = new SnapshotClock(_time);

    [Fact]
    public void An_identity_is_a_uuid_of_version_7_that_begins_with_the_time_in_milliseconds()
    {
        SnapshotMark mark = _clock.Next();

        string text = mark.Id.ToString("N");
        Assert.Equal(mark.At.ToUnixTimeMilliseconds(), long.Parse(text.AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal('7', text[12]);
        Assert.Contains(text[16], "89ab");
        Assert.Equal(0, mark.At.Ticks % TimeSpan.TicksPerMillisecond);
    }

    [Fact]
    public void Identities_of_one_millisecond_rise_and_are_all_different()
    {
        SnapshotMark[] marks = [.. Enumerable.Range(0, 20_000).Select(_ => _clock.Next())];

        Assert.Equal(marks, marks.Order());
        Assert.Equal(marks.Length, marks.Select(mark => mark.Id).Distinct().Count());
        Assert.Equal(marks.Select(mark => mark.Id.ToString()), marks.Select(mark => mark.Id.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Threads_get_different_ones()
    {
        var marks = new SnapshotMark[8][];
        Parallel.For(0, marks.Length, thread => marks[thread] = [.. Enumerable.Range(0, 5_000).Select(_ => _clock.Next())]);

        Assert.Equal(40_000, marks.SelectMany(mark => mark).Distinct().Count());
        Assert.All(marks, own => Assert.Equal(own, own.Order()));
    }

    [Fact]
    public void Identities_of_one_millisecond_rise_whichever_threads_ask_for_them()
    {
        // Ten readings a millisecond, by eight threads: an earlier time may be read first and used last.
        var rising = new RisingClock(_time.GetUtcNow());
        var clock = new SnapshotClock(rising);
        var marks = new SnapshotMark[8][];
        Parallel.For(0, marks.Length, thread => marks[thread] = [.. Enumerable.Range(0, 5_000).Select(_ => clock.Next())]);

        Assert.All(marks, static own => Assert.Equal(own, own.Order()));
    }

    [Fact]
    public void The_places_before_and_after_a_time_enclose_its_marks()
    {
        SnapshotMark now = _clock.Next();

        Assert.True(SnapshotMark.Before(now.At) < now && now < SnapshotMark.After(now.At));
    }

    [Fact]
    public void Of_two_marks_the_time_decides_and_then_the_identity()
    {
        DateTimeOffset noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var low = new Guid("00000000-0000-7000-8000-000000000001");
        var high = new Guid("ffffffff-0000-7000-8000-000000000000");

        Assert.True(new SnapshotMark(noon, high) < new SnapshotMark(noon.AddMilliseconds(1), low));
        Assert.True(new SnapshotMark(noon, low) < new SnapshotMark(noon, high));
        Assert.True(new SnapshotMark(noon, low) <= new SnapshotMark(noon, low) && new SnapshotMark(noon, low) >= new SnapshotMark(noon, low));
    }

    /// <summary>A clock whose time goes on by a millisecond with every tenth reading.</summary>
    private sealed class RisingClock(DateTimeOffset start) : TimeProvider
    {
        private int _readings;

        public override DateTimeOffset GetUtcNow()
        {
            int reading = Interlocked.Increment(ref _readings);
            Thread.Yield();
            return start.AddMilliseconds(reading / 10);
        }
    }
}
