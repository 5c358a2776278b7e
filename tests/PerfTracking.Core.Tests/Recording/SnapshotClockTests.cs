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
    public void A_mark_for_the_past_stands_in_the_past()
    {
        SnapshotMark now = _clock.Next(), past = _clock.Next(now.At.AddDays(-400));

        Assert.True(past < now && now > past && SnapshotMark.Before(past.At) < past && past < SnapshotMark.After(past.At));
        Assert.Equal(now.At.AddDays(-400), past.At);
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
}
