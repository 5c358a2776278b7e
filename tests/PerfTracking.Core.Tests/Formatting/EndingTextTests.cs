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

    [Theory]
    [InlineData(1, "ended with the exit code 1")]
    [InlineData(128, "ended with the exit code 128")]
    [InlineData(255, "ended with the exit code 255")]
    public void An_exit_code_that_no_signal_makes_is_told_alone(int exitCode, string text) => Assert.Equal(text, EndingText.OfTold(exitCode));

    [Fact]
    public void An_exit_code_that_a_signal_makes_too_is_told_as_both() => Assert.Equal(
        OperatingSystem.IsWindows() ? "ended with the exit code 137" : "was killed by signal 9 (SIGKILL) or ended with the exit code 137", EndingText.OfTold(137));

    [Fact]
    public void A_signal_has_the_name_of_this_system() =>
        Assert.Equal(OperatingSystem.IsMacOS() ? "signal 10 (SIGBUS)" : "signal 10 (SIGUSR1)", EndingText.OfSignal(10));
}
