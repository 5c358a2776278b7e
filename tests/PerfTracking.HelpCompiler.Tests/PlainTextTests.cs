using Markdig;

namespace PerfTracking.HelpCompiler.Tests;

public class PlainTextTests
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    [Theory]
    [InlineData("a\nb", "a b")]
    [InlineData("a  \nb", "a\nb")]
    [InlineData("**a** *b* `c` ~d", "a b c ~d")]
    [InlineData("1 \\* 2 &lt; 3 &amp; \\<T\\>", "1 * 2 < 3 & <T>")]
    [InlineData("[Get-X](Get-X.md)", "Get-X")]
    [InlineData("[site](https://a.b/c)", "site (https://a.b/c)")]
    [InlineData("<https://a.b/c>", "https://a.b/c")]
    [InlineData("- a\n- b\n  more\n- c", "- a\n- b more\n- c")]
    [InlineData("3. a\n4. b", "3. a\n4. b")]
    [InlineData("- a\n  - b\n    - c\n- d", "- a\n  - b\n    - c\n- d")]
    [InlineData("- a\n\n  ```\n  x\n    y\n  ```", "- a\n  x\n    y")]
    [InlineData("> a\n>\n> b", "> a\n\n> b")]
    [InlineData("```powershell\nif {\n  x\n}\n```", "if {\n  x\n}")]
    [InlineData("| a | b |\n| - | - |\n| long `x` | y |", "a       b\n------  -\nlong x  y")]
    public void Markdown_becomes_text_to_be_read(string markdown, string expected) =>
        Assert.Equal(expected, string.Join("\n\n", PlainText.Paragraphs(Markdown.Parse(markdown, Pipeline))));
}
