using System.Xml.Linq;

namespace PerfTracking.HelpCompiler;

/// <summary>Writes pages in the format of the help system, MAML.</summary>
internal static class Maml
{
    private const int TitleWidth = 64;

    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>One document for all pages.</summary>
    public static XDocument Document(IEnumerable<HelpPage> pages) =>
        new(new XElement(Msh + "helpItems", new XAttribute("schema", "maml"), pages.Select(Page)));

    private static XElement Page(HelpPage page)
    {
        string[] name = page.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Text),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", name[0]),
                new XElement(Command + "noun", name[^1]),
                Description(page.Synopsis)),
            Description(page.Description),
            new XElement(Command + "syntax", page.Syntax.Select(set => SyntaxItem(page, set))),
            new XElement(Command + "parameters", page.Parameters.Select(parameter => Parameter(parameter, parameter.Details[0], parameter.Details[0].Required, inSyntax: false))),
            new XElement(Command + "inputTypes", page.Inputs.Select(type => Type("inputType", type))),
            new XElement(Command + "returnValues", page.Outputs.Select(type => Type("returnValue", type))),
            new XElement(Text + "alertSet", new XElement(Text + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select((example, index) => Example(example, isLast: index == page.Examples.Count - 1))),
            new XElement(Command + "relatedLinks", Links(page).Select(Link)));
    }

    private static XElement Description(IEnumerable<string> text) => new(Text + "description", Paragraphs(text));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> text) => text.Select(paragraph => new XElement(Text + "para", paragraph));

    private static XElement SyntaxItem(HelpPage page, SyntaxSet set) => new(
        Command + "syntaxItem",
        new XElement(Text + "name", page.Name),
        set.Parameters.Select(entry =>
        {
            HelpParameter parameter = page.Parameters.Single(parameter => parameter.Name == entry.Name);
            return Parameter(parameter, parameter.In(set.Name)!, entry.Required, inSyntax: true);
        }));

    private static XElement Parameter(HelpParameter parameter, ParameterDetails details, bool required, bool inSyntax)
    {
        bool takesValue = !inSyntax || !details.IsSwitch;
        return new XElement(
            Command + "parameter",
            new XAttribute("required", required),
            new XAttribute("variableLength", details.Type.EndsWith("[]", StringComparison.Ordinal)),
            new XAttribute("globbing", details.Wildcards),
            new XAttribute("pipelineInput", details.PipelineInput),
            new XAttribute("position", details.Position),
            new XAttribute("aliases", details.Aliases),
            new XElement(Text + "name", parameter.Name),
            Description(parameter.Description),
            inSyntax && details.AcceptedValues.Count > 0
                ? new XElement(Command + "parameterValueGroup", details.AcceptedValues.Select(value => ParameterValue(value, required: false)))
                : null,
            takesValue ? ParameterValue(details.Type, required: !details.IsSwitch) : null,
            new XElement(Dev + "type", new XElement(Text + "name", details.Type), new XElement(Text + "uri")),
            new XElement(Dev + "defaultValue", details.DefaultValue));
    }

    private static XElement ParameterValue(string value, bool required) => new(
        Command + "parameterValue",
        new XAttribute("required", required),
        new XAttribute("variableLength", value.EndsWith("[]", StringComparison.Ordinal)),
        value);

    private static XElement Type(string element, HelpType type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Text + "name", type.Name)),
        Description(type.Description));

    private static XElement Example(HelpExample example, bool isLast) => new(
        Command + "example",
        new XElement(Text + "title", Padded(example.Title)),

        // The help system puts the code right behind the introduction, on the same line, and does not trim it.
        example.Introduction.Count > 0 ? new XElement(Text + "introduction", Paragraphs([.. example.Introduction.SkipLast(1), example.Introduction[^1] + "\n\n"])) : null,
        new XElement(Dev + "code", example.Code),

        // An empty paragraph is the line between the remarks and the next title.
        new XElement(Dev + "remarks", Paragraphs(example.Remarks.Count > 0 && !isLast ? [.. example.Remarks, ""] : example.Remarks)));

    private static string Padded(string title)
    {
        string line = new('-', Math.Max(0, (TitleWidth - title.Length - 2) / 2));
        return line.Length > 0 ? $"{line} {title} {line}" : title;
    }

    // Get-Help -Online opens the first link.
    private static IEnumerable<HelpLink> Links(HelpPage page) =>
        page.OnlineVersion is null ? page.Links : page.Links.Prepend(new HelpLink("Online Version:", page.OnlineVersion));

    private static XElement Link(HelpLink link) => new(
        Text + "navigationLink",
        new XElement(Text + "linkText", link.Text),
        new XElement(Text + "uri", link.Address));
}
