using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests;

public sealed class PictureTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData("2024-02-29T00:00:00.000Z")]
    [InlineData("2026-12-31T23:59:59.999Z")]
    [InlineData("0001-01-01T00:00:00.001Z")]
    [InlineData("9999-12-31T23:59:59.998Z")]
    public void Its_times_are_those_that_were_saved_to_the_millisecond(string text)
    {
        var time = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        _test.Save(5, time);

        SeriesPoint point = Assert.Single(Assert.Single(_test.Store.ReadThinned(new HistoryQuery(), 10, 0)).Points);

        Assert.Equal((time, TimeSpan.Zero), (point.Timestamp, point.Timestamp.Offset));
        Assert.Equal(time, Assert.Single(Assert.Single(_test.Store.ReadSampled(new HistoryQuery(), 1, 10)).Points).Timestamp);
    }

    [Theory]
    [InlineData("2026-02-29T00:00:00.000Z")]
    [InlineData("2026-11-25T24:00:00.000Z")]
    [InlineData("2026-11-25T23:59:5:.000Z")]
    [InlineData("2026-11-25 23:59:59.999Z")]
    [InlineData("yesterday")]
    public void A_time_that_nobody_can_have_saved_is_not_guessed(string text)
    {
        _test.Save(5, TestStore.Noon);
        _test.Ask($"UPDATE performance_snapshots SET timestamp = '{text}' RETURNING 1");

        Assert.Throws<PerfStoreException>(() => _test.Store.ReadThinned(new HistoryQuery(), 10, 0).ToList());
    }

    [Fact]
    public void All_its_series_are_of_one_moment_whatever_is_saved_meanwhile()
    {
        Save(0);
        Save(1);

        using IEnumerator<ThinnedSeries> series = _test.Store.ReadThinned(new HistoryQuery(), 10, 0).GetEnumerator();
        Assert.True(series.MoveNext());
        Save(2);
        Assert.True(series.MoveNext());

        Assert.Equal(2, series.Current.Count);
        Assert.All(_test.Store.ReadThinned(new HistoryQuery(), 10, 0), later => Assert.Equal(3, later.Count));

        void Save(int minute)
        {
            foreach (string application in new[] { "one", "two" })
            {
                _test.Save(TestStore.Values(("APP-001", minute)), TestStore.Context(application), TestStore.Noon.AddMinutes(minute));
            }
        }
    }
}
