using PerfTracking.Alerts;
using PerfTracking.Detection;

namespace PerfTracking.Tests.Alerts;

/// <summary>How many alerts wait, how long, and since when it gets worse.</summary>
public class AlertBacklogTests
{
    private static readonly DateTimeOffset Now = Ledger.Start.AddDays(10);

    [Fact]
    public void Open_ones_are_counted_with_their_ages()
    {
        AlertBacklog backlog = AlertBacklog.At([Alert(1), Alert(8), Alert(9), Alert(2, ended: 3), Alert(11)], Now);

        Assert.Equal((3, TimeSpan.FromDays(9), TimeSpan.FromDays(2)), (backlog.Open, backlog.OldestAge!.Value, backlog.MedianAge!.Value));
    }

    [Fact]
    public void Of_an_even_number_the_median_age_lies_between_the_two_in_the_middle() =>
        Assert.Equal(TimeSpan.FromDays(3), AlertBacklog.At([Alert(1), Alert(6), Alert(8), Alert(9)], Now).MedianAge);

    [Fact]
    public void Without_any_there_is_no_age_and_no_growth() => Assert.Equal(new AlertBacklog(), AlertBacklog.At([Alert(1, ended: 2)], Now));

    [Theory]
    [InlineData(1, "1-0 2-0 3-0")] // from nothing
    [InlineData(1, "1-0 2-3 4-0")] // a dip that was made up for
    [InlineData(6, "1-5 1-5 1-5 1-0 6-0")] // after it had shrunk from more to less
    [InlineData(null, "1-5 1-5 1-0")] // what happened last was that it shrank
    [InlineData(4, "1-3 4-0")] // from nothing, again
    public void It_grows_since_it_was_last_at_its_lowest(int? day, string alerts)
    {
        AlertBacklog backlog = AlertBacklog.At(
            alerts.Split(' ').Select(text => text.Split('-')).Select(days => Alert(int.Parse(days[0], null), days[1] == "0" ? null : int.Parse(days[1], null))),
            Now);

        Assert.Equal(day is { } known ? Ledger.Start.AddDays(known) : null, backlog.GrowsSince);
    }

    [Fact]
    public void A_decision_ends_what_was_open_and_so_does_a_series_that_is_back()
    {
        Assert.Equal(Ledger.Start.AddDays(4), (Alert(1, ended: 4) with { State = AlertState.Denied }).EndedAt);
        Assert.Equal(Ledger.Start.AddMinutes(24), new Ledger().Good(20).Bad().Good(3).Only.EndedAt);
        Assert.Null(new Ledger().Bad().Good(2).Only.EndedAt);
    }

    private static PerfAlert Alert(int raised, int? ended = null) => new()
    {
        Metric = "APP-001",
        Name = "startup_time_ms",
        Unit = "ms",
        Application = "shop",
        Environment = "lab",
        Kind = DetectionTier.ChangePoint,
        State = ended is null ? AlertState.Open : AlertState.Approved,
        RaisedAt = Ledger.Start.AddDays(raised),
        DecidedAt = ended is { } day ? Ledger.Start.AddDays(day) : null,
    };
}
