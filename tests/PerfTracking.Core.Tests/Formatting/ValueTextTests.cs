using System.Globalization;
using PerfTracking.Formatting;

namespace PerfTracking.Tests.Formatting;

public class ValueTextTests
{
    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.0, "0")]
    [InlineData(0.00004, "4E-5")]
    [InlineData(-0.0000123, "-1.23E-5")]
    [InlineData(0.00123, "0.0012")]
    [InlineData(0.12345, "0.1235")]
    [InlineData(0.5, "0.5")]
    [InlineData(1.2345, "1.23")]
    [InlineData(9.999, "10")]
    [InlineData(12.34, "12.3")]
    [InlineData(-12.36, "-12.4")]
    [InlineData(99.96, "100")]
    [InlineData(123.45, "123")]
    [InlineData(1234567.8, "1,234,568")]
    [InlineData(12345678.9, "1.23E7")]
    [InlineData(-1.5e300, "-1.5E300")]
    [InlineData(-1500.0, "-1,500")]
    public void A_value_has_the_digits_that_matter(double? value, string expected)
    {
        Assert.Equal(expected, ValueText.Of(value));
    }

    [Theory]
    [InlineData(551.0, "ms", "551 ms")]
    [InlineData(0.85, "ratio", "0.85 ratio")]
    [InlineData(17.0, "count", "17")]
    [InlineData(7.0, "", "7")]
    [InlineData(null, "ms", "-")]
    public void A_value_has_its_unit_behind_it(double? value, string unit, string expected)
    {
        Assert.Equal(expected, ValueText.Of(value, unit));
    }

    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.0, "<1E-12")]
    [InlineData(1e-13, "<1E-12")]
    [InlineData(0.0000123, "1.2E-5")]
    [InlineData(0.0312, "0.0312")]
    [InlineData(1.0, "1")]
    public void A_chance_is_told_with_what_matters_of_it(double? chance, string expected) => Assert.Equal(expected, ValueText.Chance(chance));

    [Theory]
    [InlineData(40, "under a minute")]
    [InlineData(60, "1 minute")]
    [InlineData(3 * 3600, "3 hours")]
    [InlineData(47 * 3600, "47 hours")]
    [InlineData(49 * 3600, "2 days")]
    [InlineData(-5, "under a minute")]
    public void An_age_is_told_in_the_largest_unit_that_says_enough(double seconds, string expected) => Assert.Equal(expected, ValueText.Age(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 snapshots")]
    [InlineData(1, "1 snapshot")]
    [InlineData(1_234_567_890, "1,234,567,890 snapshots")]
    public void A_count_has_every_digit(long count, string expected) => Assert.Equal(expected, ValueText.Count(count, "snapshot"));

    [Theory]
    [InlineData(-0.04, 9.94, "0.0 to 9.9")]
    [InlineData(-0.4, 14, "0 to 14")]
    [InlineData(99_900, 99_950, "99,900 to 99,950")]
    [InlineData(9e15, 1.1e16, "9E15 to 1.1E16")]
    public void A_range_of_a_change_has_the_digits_of_its_larger_end(double low, double high, string expected) => Assert.Equal(expected, ValueText.PercentRange(low, high));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.0, "0%")]
    [InlineData(0.04, "0%")]
    [InlineData(-0.04, "0%")]
    [InlineData(0.06, "+0.1%")]
    [InlineData(5.0, "+5.0%")]
    [InlineData(-5.25, "-5.3%")]
    [InlineData(9.99, "+10.0%")]
    [InlineData(10.0, "+10%")]
    [InlineData(-12.5, "-13%")]
    [InlineData(250.4, "+250%")]
    [InlineData(71315.0, "+71,315%")]
    [InlineData(713150.0, "+7.1E5%")]
    [InlineData(-1e9, "-1E9%")]
    public void A_change_has_its_sign(double? percent, string expected)
    {
        Assert.Equal(expected, ValueText.Change(percent));
    }

    [Theory]
    [InlineData(null, 0.0, 5.0, "0→5")]
    [InlineData(null, 0.0, 0.0, "-")]
    [InlineData(null, null, 5.0, "-")]
    [InlineData(25.0, 4.0, 5.0, "+25%")]
    public void A_change_from_zero_is_told_by_its_ends(double? percent, double? from, double? to, string expected)
    {
        Assert.Equal(expected, ValueText.Change(percent, from, to));
    }

    [Theory]
    [InlineData(551.0, "ms", 10, "551 ms")]
    [InlineData(1234567.0, "ms", 13, "1,234,567 ms")]
    [InlineData(1234567.0, "ms", 10, "1234567 ms")]
    [InlineData(1234567.0, "ms", 9, "1.23E6 ms")]
    [InlineData(5390.0, "tokens", 11, "5390 tokens")]
    [InlineData(123456.0, "tokens", 11, "123,456 to…")]
    [InlineData(0.93053, "ratio", 11, "0.931 ratio")]
    [InlineData(-0.93053, "ratio", 11, "-0.93 ratio")]
    [InlineData(0.04321, "ratio", 11, "0.043 ratio")]
    [InlineData(551.0, "requests per second", 12, "551 request…")]
    [InlineData(1234567.0, "requests per second", 12, "1,234,567 r…")]
    [InlineData(1234567.0, "requests", 9, "1,234,567")]
    [InlineData(1234567.0, null, 6, "1.23E6")]
    [InlineData(1234567.0, null, 5, "1.2E6")]
    [InlineData(-1234567.0, null, 7, "-1.23E6")]
    [InlineData(null, "ms", 5, "-")]
    public void In_a_column_no_digit_is_cut_off(double? value, string? unit, int width, string expected)
    {
        Assert.Equal(expected, ValueText.Of(value, unit, width));
    }

    [Theory]
    [InlineData(380.0, 420.0, 11, "380–420")]
    [InlineData(0.91849, 0.94297, 11, "0.918–0.943")]
    [InlineData(33001.0, 49999.0, 11, "33001–49999")]
    [InlineData(0.0012, 0.94297, 11, "1E-3–0.943")]
    [InlineData(1234567.0, 2345678.0, 11, "1.2E6–2.3E6")]
    [InlineData(-1234567.0, 2345678.0, 11, "-1E6–2.3E6")]
    [InlineData(-12345.0, 5.0, 11, "-12,345–5")]
    [InlineData(-55.0, -47.1, 11, "-55–-47.1")]
    public void A_range_fits_its_column(double low, double high, int width, string expected)
    {
        Assert.Equal(expected, ValueText.Range(low, high, width));
    }

    [Theory]
    [InlineData(0, "0%")]
    [InlineData(0.704, "70%")]
    [InlineData(1, "100%")]
    public void A_share_is_in_per_cent(double share, string expected)
    {
        Assert.Equal(expected, ValueText.Share(share));
    }

    [Theory]
    [InlineData(380.0, 420.0, "380–420")]
    [InlineData(-55.0, -47.1, "-55 to -47.1")]
    [InlineData(-3.0, 5.0, "-3 to 5")]
    [InlineData(null, 420.0, "-")]
    [InlineData(380.0, null, "-")]
    public void A_range_has_both_ends_or_none(double? low, double? high, string expected)
    {
        Assert.Equal(expected, ValueText.Range(low, high));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("sv-SE")]
    public void Numbers_are_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);

            Assert.Equal(("1,234", "-1.5", "-2.5%", "50%"), (ValueText.Of(1234), ValueText.Of(-1.5), ValueText.Change(-2.5), ValueText.Share(0.5)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
