using PerfTracking.Formatting;

namespace PerfTracking.Tests.Formatting;

public class SentenceTests
{
    [Theory]
    [InlineData(500.0, "24 % beyond the target of 500.", "startup_time_ms of shop is 620 ms, expected 500 ms. 24 % beyond the target of 500.")]
    [InlineData(null, null, "startup_time_ms of shop is 620 ms.")]
    public void A_finding_is_told_with_what_was_expected_and_why(double? expected, string? reason, string sentence)
    {
        Assert.Equal(sentence, Sentence.Finding("startup_time_ms of shop", 620, expected, "ms", reason));
    }

    [Theory]
    [InlineData(14.18, true, "14.2 % beyond the old one")]
    [InlineData(-9.96, true, "9.96 % better than the old one")]
    [InlineData(null, true, "for the worse")]
    [InlineData(null, false, "for the better")]
    public void Against_zero_nothing_is_a_share(double? percent, bool isWorse, string text)
    {
        Assert.Equal(text, Sentence.Against(percent, "the old one", isWorse));
    }
}
