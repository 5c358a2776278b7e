namespace PerfTracking.HelpCompiler.Tests;

public class MalformedPageTests
{
    [Fact]
    public void The_sample_is_well_formed() => Assert.Empty(SamplePage.Errors(SamplePage.Markdown));

    [Theory]
    [InlineData("schema: 2.0.0", "schema: 1.0.0", "---", "schema: 2.0.0")]
    [InlineData("# Get-Sample\n", "# Get-Other\n", "# Get-Other", "'# Get-Sample'")]
    [InlineData("# Get-Sample\n", "Text\n", "## SYNOPSIS", "'# Get-Sample'")]
    [InlineData("## SYNOPSIS", "## SUMMARY", "## SUMMARY", "'## SUMMARY' is not a section")]
    [InlineData("## INPUTS\n\n### System.String\nA name.\n", "", "# Get-Sample", "'## INPUTS' is missing")]
    [InlineData("Gets samples & more.", "", "## SYNOPSIS", "'SYNOPSIS' has no text")]
    [InlineData("Gets samples & more.", "{{ Fill in the Synopsis }}", "{{ Fill in the Synopsis }}", "placeholder")]
    [InlineData("### ById\n```\nGet-Sample", "### ById\n```\nGet-Other", "```", "with the syntax: Get-Sample")]
    [InlineData("-Id <String> [-Kind", "-Id <String [-Kind", "```", "with the syntax: Get-Sample")]
    [InlineData("-Id <String> [-Kind", "-Id <String> -Idd <String> [-Kind", "```", "'-Idd' is in the syntax of 'ById'")]
    [InlineData("-Id <String> [-Kind", "[-Id <String>] [-Kind", "```", "'-Id' differs")]
    [InlineData(" [-First <Int32>]", "", "### -First", "missing from its syntax")]
    [InlineData("Parameter Sets: ById", "Parameter Sets: ByNumber", "### -Id", "'ByNumber', which has no syntax")]
    [InlineData("```powershell\nGet-Sample -Id 7\n```", "Get-Sample -Id 7", "### Example 2: Get one", "'Example 2: Get one' has no code")]
    [InlineData("Type: Int32\n", "", "Parameter Sets: ByName", "-First: 'Type:' is missing")]
    [InlineData("Required: False", "Required: No", "Required: No", "'Required: No' must be True or False")]
    [InlineData("Position: Named", "Position: first", "Position: first", "must be Named or a number")]
    [InlineData("Default value: 10", "Default: 10", "Default: 10", "'Default' is not a fact")]
    [InlineData("Accept pipeline input: False", "Accept pipeline input: Maybe", "Accept pipeline input: Maybe", "'Accept pipeline input: Maybe'")]
    [InlineData("### -First\nHow many, at most.\n", "### -First\n", "### -First", "'-First' has no description")]
    [InlineData("### -First", "### First", "### First", "'### First' must be the name of a parameter")]
    public void A_malformed_page_is_an_error_with_its_line(string old, string replacement, string line, string message)
    {
        string page = SamplePage.With(old, replacement);

        IReadOnlyList<PageError> errors = SamplePage.Errors(page);

        PageError error = Assert.Single(errors, error => error.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(line, page.Split('\n')[error.Line - 1]);
    }

    [Theory]
    [InlineData("## NOTES\n", "## SYNOPSIS\n", "'## SYNOPSIS' is there twice.")]
    [InlineData("### -Force\n", "### -First\n", "'-First' is described twice.")]
    public void What_is_there_twice_is_an_error_where_it_is_for_the_second_time(string old, string replacement, string message)
    {
        string page = SamplePage.With(old, replacement);

        PageError error = Assert.Single(SamplePage.Errors(page));

        int second = page[..page.LastIndexOf(replacement, StringComparison.Ordinal)].Count(character => character == '\n') + 1;
        Assert.Equal((message, second), (error.Message, error.Line));
    }

    [Fact]
    public void An_error_is_written_as_builds_write_them()
    {
        PageError error = Assert.Single(SamplePage.Errors(SamplePage.With("Required: False", "Required: No")));

        Assert.Equal("docs/Get-Sample.md(82): error PERFHELP01: -First: 'Required: No' must be True or False.", error.ToString());
    }

    [Fact]
    public void Nothing_is_written_for_a_malformed_page()
    {
        using var folder = new TemporaryFolder();
        string output = Path.Combine(folder["out"], "help.xml");
        File.WriteAllText(folder["Get-Bad.md"], "# Get-Bad\n");

        IReadOnlyList<PageError> errors = HelpFile.Compile(folder.Path, output);

        Assert.NotEmpty(errors);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public void A_folder_without_pages_is_an_error()
    {
        PageError error = Assert.Single(HelpFile.Compile("no-such-folder", "help.xml"));

        Assert.Equal("no-such-folder", error.Path);
    }
}
