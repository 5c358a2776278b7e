using CsCheck;
using PerfTracking.Detection;

namespace PerfTracking.Tests.Detection;

public class PolicyJsonTests
{
    [Theory]
    [InlineData(PerfPolicy.CalibratedName)]
    [InlineData(PerfPolicy.TieredName)]
    public void A_preset_is_read_back_as_it_was(string name)
    {
        PerfPolicy preset = PerfPolicy.Presets.Single(policy => policy.Name == name);

        Assert.Equal(preset, PolicyJson.Read(PolicyJson.Write(preset)));
    }

    [Fact]
    public void Every_limit_is_read_back_to_its_last_bit() => Gen.Select(Gen.Double[1, 1e6], Gen.Int[1, 996], Gen.Bool).Sample((limit, count, counts) =>
    {
        var policy = new PerfPolicy
        {
            Name = "My \"own\"\npolicy",
            CountsThreshold = counts,
            CountsStatistical = !counts,
            CountsTrend = counts,
            CountsChangePoint = !counts,
            BaselineWindow = count + 1,
            MinimumBaselineSamples = count + 1,
            WarningZ = limit,
            ErrorZ = limit + 1,
            CriticalZ = limit + 2,
            TrendHours = Math.Min(limit, PerfPolicy.MostTrendHours),
            MinimumTrendPoints = count + 2,
            MinimumTrendPercentPerHour = limit,
            WarningRSquared = 1 / (limit + 2),
            ErrorRSquared = 1 / (limit + 1),
            HistoryLimit = 30 + (count * 970 / 1000),
            MinimumHistory = count + 4,
            MinimumLastingPoints = count + 1,
            MinimumEffectPercent = limit,
            ErrorEffectPercent = limit + 1,
            CriticalEffectPercent = limit + 2,
            Significance = 1 / (limit + 1),
            AbsoluteFloorMilliseconds = limit,
            AbsoluteFloorMebibytes = limit + 3,
            ExtremePoints = count,
            ExtremePercent = limit,
            ExtremeFactor = limit,
        };

        Assert.Equal(policy, PolicyJson.Read(PolicyJson.Write(policy)));
    });

    [Fact]
    public void A_limit_of_a_later_version_is_passed_over()
    {
        Assert.Equal(PerfPolicy.Tiered, PolicyJson.Read(PolicyJson.Write(PerfPolicy.Tiered).Replace("{", "{\"NotYetKnown\":5,", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_limit_that_an_earlier_version_did_not_write_is_the_default_ones()
    {
        PerfPolicy policy = PolicyJson.Read("{\"Name\":\"Tiered\",\"WarningZ\":1.5}");

        Assert.Equal(PerfPolicy.Calibrated with { Name = "Tiered", WarningZ = 1.5 }, policy);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("\"Tiered\"")]
    [InlineData("{\"Name\":\"Tiered\"")]
    [InlineData("{\"WarningZ\":\"much\"}")]
    [InlineData("{\"BaselineWindow\":0}")]
    [InlineData("{\"BaselineWindow\":1001}")]
    [InlineData("{\"TrendHours\":1e300}")]
    [InlineData("{\"BaselineWindow\":1e99}")]
    [InlineData("{\"Significance\":1}")]
    [InlineData("{\"ErrorZ\":0.5}")]
    public void A_text_that_is_no_policy_is_the_default_one(string text)
    {
        Assert.Same(PerfPolicy.Calibrated, PolicyJson.Read(text));
    }
}
