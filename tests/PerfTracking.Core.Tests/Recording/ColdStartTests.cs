using CsCheck;
using PerfTracking.Recording;

namespace PerfTracking.Tests.Recording;

public class ColdStartTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, new double[] { })]
    [InlineData(true, new double[] { 1 })]
    [InlineData(true, new double[] { 1, 2 })]
    [InlineData(false, new double[] { 1, 2, 3 })]
    [InlineData(false, new double[] { 1, 2, 60 })]
    [InlineData(true, new double[] { 1, 2, 60.01 })]
    [InlineData(true, new double[] { 61, 62, 63 })]
    [InlineData(false, new double[] { 1, 2, 3, 61 })]
    [InlineData(false, new double[] { -5, 0, 5 })]
    public void Three_snapshots_within_the_past_hour_make_an_application_warm(bool cold, double[] minutesAgo)
    {
        Assert.Equal(cold, ColdStart.IsCold([.. minutesAgo.Select(minutes => Now.AddMinutes(-minutes))], Now));
    }

    [Fact]
    public void One_more_recent_snapshot_never_makes_an_application_colder() => Gen.Double[-120, 120].List[0, 6]
        .Sample(minutesAgo =>
        {
            DateTimeOffset[] latest = [.. minutesAgo.Select(minutes => Now.AddMinutes(-minutes))];
            return ColdStart.IsCold(latest, Now) || !ColdStart.IsCold([.. latest, Now], Now);
        });
}
