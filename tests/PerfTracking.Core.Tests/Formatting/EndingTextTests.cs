using PerfTracking.Formatting;

namespace PerfTracking.Tests.Formatting;

/// <summary>How a program ended is told as what it was: a signal is no exit code.</summary>
public class EndingTextTests
{
    [Theory]
    [InlineData(3, null, "ended with the exit code 3")]
    [InlineData(137, null, "ended with the exit code 137")]
    [InlineData(-1, null, "ended with the exit code -1")]
    [InlineData(137, 9, "was killed by signal 9 (SIGKILL)")]
    [InlineData(139, 11, "was killed by signal 11 (SIGSEGV)")]
    [InlineData(168, 40, "was killed by signal 40")]
    [InlineData(null, null, "ended")]
    public void An_ending_is_told_as_what_it_was(int? exitCode, int? signal, string text) => Assert.Equal(text, EndingText.Of(exitCode, signal));

    [Fact]
    public void A_signal_has_the_name_of_this_system() =>
        Assert.Equal(OperatingSystem.IsMacOS() ? "signal 10 (SIGBUS)" : "signal 10 (SIGUSR1)", EndingText.OfSignal(10));
}
