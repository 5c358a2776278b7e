using CsCheck;
using PerfTracking.Metrics;

namespace PerfTracking.Tests.Metrics;

public class NameDefectTests
{
    [Theory]
    [InlineData("copy files")]
    [InlineData("Größe_日本語")]
    [InlineData("launch 🚀👩‍👩‍👧")]
    [InlineData("it's; DROP TABLE performance_snapshots; --")]
    [InlineData("\"quoted\" `back` $(dollar)")]
    public void Letters_of_any_script_quotes_and_emoji_are_welcome(string name)
    {
        Assert.Null(CustomMetric.DefectOfName(name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u00a0")]
    public void An_empty_name_is_a_defect(string? name)
    {
        Assert.Equal("it is empty", CustomMetric.DefectOfName(name));
    }

    [Theory]
    [InlineData("two\nlines", "U+000A")]
    [InlineData("carriage\rreturn", "U+000D")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("\u001b[31mred", "U+001B")]
    [InlineData("\u0085", "it is empty")]
    [InlineData("next\u0085line", "U+0085")]
    public void A_control_character_is_a_defect_that_is_named(string name, string defect)
    {
        Assert.Contains(defect, CustomMetric.DefectOfName(name), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_ten_thousand_characters_is_too_long_and_one_of_256_is_not()
    {
        Assert.Equal("it has 10000 characters and the longest allowed is 256", CustomMetric.DefectOfName(new string('x', 10_000)));
        Assert.Null(CustomMetric.DefectOfName(new string('x', CustomMetric.MaxNameLength)));
        Assert.NotNull(CustomMetric.DefectOfName(new string('x', CustomMetric.MaxNameLength + 1)));
    }

    [Fact]
    public void Any_text_has_an_answer() => Gen.String[0, 400].Sample(name =>
        CustomMetric.DefectOfName(name) is null == (!string.IsNullOrWhiteSpace(name) && name.Length <= 256 && !name.Any(char.IsControl)));

    [Theory]
    [InlineData("APP-001", true)]
    [InlineData("GC-009", true)]
    [InlineData("APP-01", false)]
    [InlineData("app-001", false)]
    [InlineData("QUEUE-001", false)]
    [InlineData("A-001", false)]
    [InlineData("-001", false)]
    [InlineData("", false)]
    public void Only_a_name_of_the_form_of_an_identifier_looks_built_in(string name, bool expected)
    {
        Assert.Equal(expected, CustomMetric.LooksBuiltIn(name));
    }
}
