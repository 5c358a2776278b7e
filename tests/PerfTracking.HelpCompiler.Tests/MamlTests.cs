using System.Xml.Linq;

namespace PerfTracking.HelpCompiler.Tests;

public class MamlTests
{
    private static readonly XElement Command = Maml.Document([new PageReader("Get-Sample.md", SamplePage.Markdown).Read()!]).Root!.Elements().Single();

    [Fact]
    public void A_cmdlet_has_its_parts_in_the_order_of_the_schema() =>
        Assert.Equal(
            ["details", "description", "syntax", "parameters", "inputTypes", "returnValues", "alertSet", "examples", "relatedLinks"],
            Command.Elements().Select(element => element.Name.LocalName));

    [Fact]
    public void Details_tell_name_verb_noun_and_synopsis() =>
        Assert.Equal(["Get-Sample", "Get", "Sample", "Gets samples & more."], Part("details").Elements().Select(element => element.Value));

    [Fact]
    public void The_description_has_a_paragraph_for_each_block() =>
        Assert.Equal(
            [
                "The Get-Sample cmdlet gets samples, only samples, from a store (https://example.org/store). See Stop-Sample too, 1 * 2 < 3.",
                "- the first point, which goes on\n- the second, with code",
                "1. one\n2. two",
                "Column  Meaning\n------  -------\na       first\nlonger  second",
                "if ($true) {\n    'code'\n}",
            ],
            Part("description").Elements().Select(element => element.Value));

    [Fact]
    public void A_syntax_has_its_parameters_in_their_order() =>
        Assert.Equal(["Name First Kind Force", "Id Kind Force"], Part("syntax").Elements().Select(Names));

    [Fact]
    public void A_syntax_shows_values_but_none_for_a_switch()
    {
        XElement[] parameters = [.. Part("syntax").Elements().First().Elements().Skip(1)];

        Assert.Equal(["String[]", "Int32", "String", null], parameters.Select(parameter => Child(parameter, "parameterValue")?.Value));
        Assert.Equal(["Small", "Large"], Child(parameters[2], "parameterValueGroup")!.Elements().Select(value => value.Value));
    }

    [Fact]
    public void A_parameter_is_written_exactly_so()
    {
        XElement id = Part("parameters").Elements().Single(parameter => Child(parameter, "name")!.Value == "Id");

        Assert.Equal(
            """
            <command:parameter required="true" variableLength="false" globbing="false" pipelineInput="True (ByPropertyName)" position="named" aliases="SampleId, Number" xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10">
              <maml:name xmlns:maml="http://schemas.microsoft.com/maml/2004/10">Id</maml:name>
              <maml:description xmlns:maml="http://schemas.microsoft.com/maml/2004/10">
                <maml:para>The number.</maml:para>
              </maml:description>
              <command:parameterValue required="true" variableLength="false">String</command:parameterValue>
              <dev:type xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">
                <maml:name xmlns:maml="http://schemas.microsoft.com/maml/2004/10">String</maml:name>
                <maml:uri xmlns:maml="http://schemas.microsoft.com/maml/2004/10" />
              </dev:type>
              <dev:defaultValue xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">None</dev:defaultValue>
            </command:parameter>
            """.ReplaceLineEndings("\n"),
            id.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void An_example_has_introduction_code_and_what_it_puts_out_apart_from_the_code()
    {
        XElement example = Part("examples").Elements().First();

        Assert.Matches("^-+ Example 1: Get them all -+$", Child(example, "title")!.Value);
        Assert.Equal("Without parameters it gets all of them.\n\n", Child(example, "introduction")!.Value);
        Assert.Equal("Get-Sample |\n    Where-Object Name -like 'a*'", Child(example, "code")!.Value);
        Assert.Equal(["Name\n----\nabc", "It waits for nothing."], Child(example, "remarks")!.Elements().Select(paragraph => paragraph.Value).Where(text => text.Length > 0));
    }

    [Fact]
    public void Links_begin_with_the_online_version() =>
        Assert.Equal(
            ["Online Version:|https://example.org/Get-Sample", "Stop-Sample|", "The store|https://example.org/store"],
            Part("relatedLinks").Elements().Select(link => string.Join('|', link.Elements().Select(element => element.Value))));

    [Fact]
    public void The_same_pages_always_make_the_same_file()
    {
        using var folder = new TemporaryFolder();

        Assert.Empty(HelpFile.Compile(SamplePage.Folder, folder["first.xml"]));
        Assert.Empty(HelpFile.Compile(SamplePage.Folder, folder["second.xml"]));

        byte[] bytes = File.ReadAllBytes(folder["first.xml"]);
        Assert.Equal(bytes, File.ReadAllBytes(folder["second.xml"]));
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal((byte)'<', bytes[0]);
    }

    private static XElement Part(string name) => Child(Command, name)!;

    private static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    private static string Names(XElement syntax) => string.Join(' ', syntax.Elements().Skip(1).Select(parameter => Child(parameter, "name")!.Value));
}
