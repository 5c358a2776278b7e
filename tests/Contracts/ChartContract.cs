using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

/// <summary>What every store's pictures are.</summary>
public abstract class ChartContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public void A_store_that_nobody_wrote_to_has_no_pictures()
    {
        Assert.Empty(Store.ReadGroups());
        Assert.Empty(Store.ReadBranches());
        Assert.Empty(Store.ReadThinned(new HistoryQuery(), 10, 5));
        Assert.Empty(Store.ReadSampled(new HistoryQuery(), 10, 5));
        Assert.Empty(Store.ReadDaily(new HistoryQuery()));
    }

    [Fact]
    public void Groups_come_in_order_with_their_latest_snapshot()
    {
        Append(At(1, 5, "b"), At(3, 5, "a", cold: true), At(2, 5, "a"), At(7, 5, "a"), At(4, 5, "a", environment: "z"));

        Assert.Equal(
            [("a", "host", false, 7), ("a", "host", true, 3), ("a", "z", false, 4), ("b", "host", false, 1)],
            Store.ReadGroups().Select(group => (group.Application, group.Environment, group.Cold, (int)(group.Latest.At - Noon).TotalMinutes)));
    }

    [Fact]
    public void The_group_that_was_measured_last_has_the_last_snapshot_also_of_one_moment()
    {
        Append(At(1, 5), At(1, 6, environment: "z"));

        SeriesGroup latest = Store.ReadGroups().MaxBy(group => group.Latest)!;

        Assert.Equal("z", latest.Environment);
        Assert.Equal(Store.ReadSnapshots(new HistoryQuery { Last = 1 }).Single().Mark, latest.Latest);
    }

    [Fact]
    public void A_short_series_comes_whole_with_what_was_before_each_point()
    {
        Append([.. Enumerable.Range(0, 10).Select(i => At(i, 100 + i, commit: "c" + i))]);

        ThinnedSeries series = Assert.Single(Store.ReadThinned(new HistoryQuery { Since = Noon.AddMinutes(4) }, 2, 3));

        Assert.Equal([104, 105, 106, 107, 108, 109], series.Points.Select(point => point.Value));
        Assert.Equal((6, false, "c4"), (series.Count, series.IsThinned, series.Points[0].Commit));
        Assert.Equal([101, 102, 103], series.Windows[0].Before);
        Assert.Equal([106, 107, 108], series.Windows[^1].Before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void A_long_series_keeps_every_extreme_of_every_column(int columns)
    {
        var random = new Random(columns);
        double[] minutes = new double[1000];
        for (int i = 1; i < minutes.Length; i++)
        {
            // With gaps, and with crowds.
            minutes[i] = minutes[i - 1] + (i % 100 == 0 ? 500 : i < 300 ? 0.1 : 1 + random.Next(5));
        }

        double[] values = [.. minutes.Select(_ => random.NextDouble())];
        Append([.. minutes.Select((minute, i) => At(minute, values[i]))]);

        ThinnedSeries series = Assert.Single(Store.ReadThinned(new HistoryQuery(), columns, 0));

        Assert.Equal(1000, series.Count);
        Assert.InRange(series.Points.Count, 1, 4 * columns);
        ChartGrid grid = ChartGrid.Of(Noon, Noon.AddMinutes(minutes[^1]), columns);
        foreach (IGrouping<long, int> column in Enumerable.Range(0, 1000).GroupBy(i => grid.ColumnOf(Noon.AddMinutes(minutes[i]))))
        {
            double[] shown = [.. series.Points.Where(point => grid.ColumnOf(point.Timestamp) == column.Key).Select(point => point.Value)];
            Assert.Equal(column.Min(i => values[i]), shown.Min());
            Assert.Equal(column.Max(i => values[i]), shown.Max());
            Assert.Equal(values[column.First()], shown[0]);
            Assert.Equal(values[column.Last()], shown[^1]);
        }
    }

    [Fact]
    public void What_is_normal_begins_anew_with_the_level_that_a_person_accepted()
    {
        Append([.. Enumerable.Range(0, 10).Select(i => At(i, i < 5 ? 10 + i : 20 + i))]);
        PerfAlert alert = Fixture.Raise(Alert("APP-001", "startup_time_ms", DetectionTier.ChangePoint, minute: 10, snapshot: 10) with { ChangeSnapshotId = 6 });

        Store.Decide(alert.Id, new AlertDecision(AlertState.Approved, null, "me", Noon.AddMinutes(10), Rebaseline: true));

        Assert.Equal([[], [10.0], [10, 11], [11, 12], [12, 13], [], [25], [25, 26], [26, 27], [27, 28]], Picture(0).Windows.Select(window => window.Before));
        Assert.Equal([[25.0], [25, 26], [26, 27], [27, 28]], Picture(6).Windows.Select(window => window.Before));

        ThinnedSeries Picture(int since) => Store.ReadThinned(new HistoryQuery { Metric = NameFilter.Exactly("APP-001"), Since = Noon.AddMinutes(since) }, 10, 2).Single();
    }

    [Fact]
    public void A_branch_is_seen_alone()
    {
        Append([.. Enumerable.Range(0, 20).Select(i => At(i, i, commit: i % 2 == 0 ? "even" : null))]);
        var main = new HistoryQuery { Branch = "main" };

        Assert.Equal([10, 12, 14, 16, 18], Assert.Single(Store.ReadThinned(main with { Since = Noon.AddMinutes(9) }, 50, 2)).Points.Select(point => point.Value));
        Assert.Equal([6, 8], Assert.Single(Store.ReadThinned(main with { Since = Noon.AddMinutes(9) }, 50, 2)).Windows[0].Before);
        Assert.Equal(10, Assert.Single(Store.ReadSampled(main, 50, 2)).Points.Count);
        Assert.Equal([16, 18], Assert.Single(Store.ReadSeries(main with { Last = 2 })).Points.Select(point => point.Value));
        Assert.Equal([16.0, 18], Store.ReadMeasurements(main with { Last = 2 }).Select(row => row.Value));
        Assert.Equal(10, Store.ReadSnapshots(main).Count());
        Assert.Equal(2, Store.ReadSnapshots(main with { Last = 2 }).Count());
        Assert.Empty(Store.ReadThinned(new HistoryQuery { Branch = "other" }, 5, 0));
        Assert.Equal(["main"], Store.ReadBranches());
    }

    [Fact]
    public void A_sample_is_whole_where_it_can_be_and_even_where_it_cannot()
    {
        Append([.. Enumerable.Range(0, 100).Select(i => At(i, i))]);

        SampledSeries whole = Assert.Single(Store.ReadSampled(new HistoryQuery(), 10, 10));
        SampledSeries part = Assert.Single(Store.ReadSampled(new HistoryQuery(), 4, 5));

        Assert.True(whole.IsWhole);
        Assert.Equal(100, whole.Points.Count);
        Assert.False(part.IsWhole);
        Assert.Equal([0, 1, 2, 3, 4, 31, 32, 33, 34, 35, 63, 64, 65, 66, 67, 95, 96, 97, 98, 99], part.Points.Select(point => point.Value));
    }

    [Fact]
    public void A_sample_tells_the_first_snapshot_of_each_process()
    {
        Guid other = Guid.NewGuid();
        Append(At(0, 1), At(1, 1), At(2, 1) with { SessionId = other }, At(3, 1) with { SessionId = other });

        Assert.Equal([true, false, true, false], Assert.Single(Store.ReadSampled(new HistoryQuery(), 1, 10)).Points.Select(point => point.IsFirstOfProcess));
    }

    [Fact]
    public void Processes_that_save_in_turns_have_one_first_snapshot_each()
    {
        Guid other = Guid.NewGuid();
        Append(At(0, 1), At(1, 1) with { SessionId = other }, At(2, 1), At(3, 1) with { SessionId = other });

        Assert.Equal([true, true, false, false], Assert.Single(Store.ReadSampled(new HistoryQuery(), 1, 10)).Points.Select(point => point.IsFirstOfProcess));
    }

    [Fact]
    public void Samples_of_many_groups_end_each_at_its_own_snapshot_and_span_as_much()
    {
        Append([.. Enumerable.Range(0, 5).Select(i => At(i, i)), .. Enumerable.Range(10, 5).Select(i => At(i, i, "b"))]);

        // Snapshots 1 to 5 are of one application, 6 to 10 of the other.
        Assert.Equal(
            [("b", "11 12 13"), ("app", "0 1 2")],
            Store.ReadSampled(new HistoryQuery { EachUpTo = [9, 3], Within = TimeSpan.FromMinutes(2) }, 10, 10).Select(series => (series.Application, string.Join(' ', series.Points.Select(point => point.Value)))));
    }

    [Fact]
    public void Days_beyond_the_retention_are_read_oldest_first()
    {
        Append([.. Enumerable.Range(0, 4).Select(i => At(1440 * i, 100 + i)), At(1441, 201)]);
        Store.SetRetention(1);
        Store.RollUp(Noon.AddDays(3));

        DailySeries series = Assert.Single(Store.ReadDaily(new HistoryQuery()));

        Assert.Equal([new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2)], series.Days.Select(day => day.Day).Take(2));
        Assert.Equal((151, 2), (series.Days[1].Median, series.Days[1].Count));
        Assert.Equal(new DateOnly(2026, 3, 2), Assert.Single(Store.ReadDaily(new HistoryQuery { Since = Noon.AddDays(1), Until = Noon.AddDays(1) })).Days.Single().Day);
    }

    private static PerfSnapshot At(double minute, double value, string application = "app", string environment = "host", bool cold = false, string? commit = null) =>
        Snapshot(minute, [("APP-001", value)], application, environment, cold, commit);
}
