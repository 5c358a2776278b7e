namespace PerfTracking.Pages.Tests;

public sealed class PageQueryTests
{
    [Theory]
    [InlineData("")]
    [InlineData("?app=a&env=e&branch=feature%2Fx&start=cold&metric=APP-001&range=30d&state=denied&severity=error&snapshot=7&left=branch%3Amain&right=commit%3Aabc&check=1&page=3")]
    [InlineData("?from=2026-03-01T00%3A00%3A00.000Z&to=2026-03-02T00%3A00%3A00.000Z&state=all")]
    [InlineData("?app=a+b%26c%3Dd%23%22%3C&range=all")]
    public void What_is_in_an_address_is_what_is_written_again(string text) => Assert.Equal(text, PageQuery.Parse(text).ToQueryString());

    [Theory]
    [InlineData("?range=nonsense&start=hot&state=17&severity=worse&snapshot=-1&page=x&from=yesterday")]
    [InlineData("?&&==&app&=x&%zz=%")]
    [InlineData("app=")]
    public void What_cannot_be_read_counts_as_not_given(string text) => Assert.Equal(new PageQuery(), PageQuery.Parse(text));

    [Fact]
    public void A_name_that_is_too_long_counts_as_not_given() => Assert.Null(PageQuery.Parse("app=" + new string('x', 501)).Application);

    [Fact]
    public void Dates_alone_are_whole_days_and_may_stand_in_any_order()
    {
        var first = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(new TimeRange(null, first, first.AddDays(2).AddMilliseconds(-1)), PageQuery.Parse("from=2026-03-01&to=2026-03-02").Range);
        Assert.Equal(first, PageQuery.Parse("to=2026-03-01T00:00:00Z&from=2026-03-05").Range.From);
        Assert.Equal(PageQuery.Parse("from=2026-03-01&to=2026-03-02").Range, PageQuery.Parse("from=2026-03-02&to=2026-03-01").Range);
        Assert.Equal(new TimeRange(null, first.AddHours(10), first.AddDays(1).AddMilliseconds(-1)), PageQuery.Parse("from=2026-03-01T10:00:00Z&to=2026-03-01").Range);
    }
}
