using PerfTracking.Formatting;

namespace PerfTracking.Tests.Formatting;

/// <summary>What others wrote is shown, and obeyed by nobody.</summary>
public class PlainTextTests
{
    [Theory]
    [InlineData("plain, schön 🎉", "plain, schön 🎉")]
    [InlineData("two\nlines\r\nand a\ttab", "two\nlines\r\nand a\ttab")]
    [InlineData("\u001b[31mred\u001b]0;title\u0007", "\ufffd[31mred\ufffd]0;title\ufffd")]
    [InlineData("over\rwritten\r", "over\ufffdwritten\ufffd")]
    [InlineData("\u009b2J\u007f\0", "\ufffd2J\ufffd\ufffd")]
    public void A_terminal_obeys_none_of_it(string text, string expected) => Assert.Equal(expected, PlainText.Of(text));

    [Theory]
    [InlineData("plain: a::b ## [x]", "plain: a::b ## [x]")]
    [InlineData("a\r\n::error::b\u2028\u001b[0m", "a  ::error::b  [0m")]
    [InlineData("::error::b", "\u200b::error::b")]
    [InlineData("\u202e::error::b #\u2066#[add-mask]", "\u200b::error::b ##\u200b[add-mask]")]
    [InlineData(" \n::add-mask::b", "\u200b  ::add-mask::b")]
    [InlineData("a ##vso[task.complete result=Failed]", "a ##\u200bvso[task.complete result=Failed]")]
    [InlineData("a ##[stop-commands]b", "a ##\u200b[stop-commands]b")]
    public void A_run_takes_no_line_of_it_for_a_command(string text, string expected) => Assert.Equal(expected, PlainText.LineOf(text));
}
