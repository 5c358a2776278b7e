using PerfTracking.Tracking;

namespace PerfTracking.Tests.Tracking;

public class ClockTests
{
    private readonly TrackedRun _run = new();

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void A_wall_clock_that_jumps_does_not_touch_a_duration(double seconds)
    {
        PerfOperation operation = _run.Start("work");
        _run.Wait(25);
        _run.Clock.Step(TimeSpan.FromSeconds(seconds));
        _run.Wait(25);
        _run.Stop("work");

        Assert.Equal(TimeSpan.FromMilliseconds(50), operation.Duration);
        Assert.Equal(TrackedRun.Noon.AddMilliseconds(50), operation.EndTime);
    }
}
