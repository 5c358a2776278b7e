using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PerfTracking.HelpCompiler;

/// <summary>Reads a cmdlet's page in the layout of platyPS, schema 2.0.0, and insists on that layout.</summary>
internal sealed class PageReader(string path, string markdown)
{
    private const string CommonParameters = "CommonParameters";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    private static readonly string[] RequiredSections = ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS"];

    private static readonly string[] OptionalSections = ["NOTES", "RELATED LINKS"];

    private readonly List<PageError> _errors = [];

    /// <summary>What is wrong with the page.</summary>
    public IReadOnlyList<PageError> Errors => _errors;

    /// <summary>The page, or <see langword="null"/> when something is wrong with it.</summary>
    public HelpPage? Read()
    {
        MarkdownDocument document = Markdown.Parse(markdown, Pipeline);
        RejectPlaceholders();
        string? online = ReadFrontMatter(document);

        string name = Path.GetFileNameWithoutExtension(path);
        if (Section.Split(document, 1) is not [{ } title] || title.Title != name)
        {
            Reject(document.OfType<HeadingBlock>().FirstOrDefault(), $"The page must have one heading of the first level, '# {name}', as its file is named.");
            return null;
        }

        Dictionary<string, Section> sections = ReadSections(title);
        if (_errors.Count > 0)
        {
            return null;
        }

        var page = new HelpPage
        {
            Name = name,
            OnlineVersion = online,
            Synopsis = Prose(sections["SYNOPSIS"]),
            Description = Prose(sections["DESCRIPTION"]),
            Examples = [.. Parts(sections["EXAMPLES"], atLeast: 1).Select(ReadExample)],
            Parameters = [.. Parts(sections["PARAMETERS"]).Where(part => part.Title != CommonParameters).Select(ReadParameter).OfType<HelpParameter>()],
            Inputs = [.. Parts(sections["INPUTS"], atLeast: 1).Select(ReadType)],
            Outputs = [.. Parts(sections["OUTPUTS"], atLeast: 1).Select(ReadType)],
            Notes = PlainText.Paragraphs(sections.GetValueOrDefault("NOTES")?.Blocks ?? []),
            Links = ReadLinks(sections.GetValueOrDefault("RELATED LINKS")),
        };
        RejectTwins(sections["PARAMETERS"]);
        if (_errors.Count > 0)
        {
            // A syntax is checked against the parameters: what is wrong with those would only be said again.
            return null;
        }

        page = page with { Syntax = [.. Parts(sections["SYNTAX"], atLeast: 1).Select(part => ReadSyntax(part, page)).OfType<SyntaxSet>()] };
        RejectMissingFromSyntax(page, sections["PARAMETERS"]);
        return _errors.Count == 0 ? page : null;
    }

    private Dictionary<string, Section> ReadSections(Section title)
    {
        var sections = new Dictionary<string, Section>();
        foreach (Section section in Section.Split(title.Blocks, 2))
        {
            if (!RequiredSections.Contains(section.Title) && !OptionalSections.Contains(section.Title))
            {
                Reject(section.Heading, $"'## {section.Title}' is not a section of a cmdlet's page. Expected: {string.Join(", ", RequiredSections.Concat(OptionalSections))}.");
            }
            else if (!sections.TryAdd(section.Title, section))
            {
                Reject(section.Heading, $"'## {section.Title}' is there twice.");
            }
        }

        foreach (string missing in RequiredSections.Where(section => !sections.ContainsKey(section)))
        {
            Reject(title.Heading, $"The section '## {missing}' is missing.");
        }

        return sections;
    }

    private string? ReadFrontMatter(MarkdownDocument document)
    {
        if (document.FirstOrDefault() is not YamlFrontMatterBlock block)
        {
            Reject(null, "The page must begin with front matter between '---' lines, with 'schema: 2.0.0'.");
            return null;
        }

        Dictionary<string, string> values = block.Lines.ToString().Split('\n')
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0], pair => pair[1])
            .ToDictionary(group => group.Key, group => group.Last());
        if (values.GetValueOrDefault("schema") != "2.0.0")
        {
            Reject(block, "The front matter must say 'schema: 2.0.0'.");
        }

        return values.GetValueOrDefault("online version") is { Length: > 0 } online ? online : null;
    }

    // What the tool that lays out a new page leaves for its author to fill in.
    private void RejectPlaceholders()
    {
        string[] lines = markdown.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Contains("{{ Fill", StringComparison.Ordinal) || lines[i].Contains("{{Fill", StringComparison.Ordinal))
            {
                _errors.Add(new PageError(path, i + 1, "A placeholder has not been filled in."));
            }
        }
    }

    private IReadOnlyList<string> Prose(Section section)
    {
        IReadOnlyList<string> text = PlainText.Paragraphs(section.Blocks);
        if (text.Count == 0)
        {
            Reject(section.Heading, $"'{section.Title}' has no text.");
        }

        return text;
    }

    private IReadOnlyList<Section> Parts(Section section, int atLeast = 0)
    {
        IReadOnlyList<Section> parts = Section.Split(section.Blocks, 3);
        if (parts.Count < atLeast)
        {
            Reject(section.Heading, $"'## {section.Title}' must have a part under a heading of the third level, '### ...'.");
        }

        return parts;
    }

    private HelpExample ReadExample(Section part)
    {
        Block[] introduction = [.. part.Blocks.TakeWhile(block => block is not CodeBlock)];
        CodeBlock[] code = [.. part.Blocks.Skip(introduction.Length).TakeWhile(block => block is CodeBlock).Cast<CodeBlock>()];
        CodeBlock[] commands = [.. code.Where(block => !IsOutput(block))];
        if (commands.All(block => PlainText.Code(block).Length == 0))
        {
            Reject(part.Heading, $"'{part.Title}' has no code.");
        }

        return new HelpExample(
            part.Title,
            PlainText.Paragraphs(introduction),
            string.Join("\n\n", commands.Select(PlainText.Code)),
            [.. code.Where(IsOutput).Select(PlainText.Code), .. PlainText.Paragraphs(part.Blocks.Skip(introduction.Length + code.Length))]);
    }

    // What a command shows is no part of the command: who copies the code must not get it.
    private static bool IsOutput(CodeBlock block) => block is FencedCodeBlock { Info: "output" };

    private HelpParameter? ReadParameter(Section part)
    {
        if (!part.Title.StartsWith('-'))
        {
            Reject(part.Heading, $"'### {part.Title}' must be the name of a parameter with its dash, or {CommonParameters}.");
            return null;
        }

        FencedCodeBlock[] facts = [.. part.Blocks.OfType<FencedCodeBlock>().Where(block => block.Info == "yaml")];
        if (facts.Length == 0)
        {
            Reject(part.Heading, $"'{part.Title}' has no block of facts, '```yaml'.");
            return null;
        }

        IReadOnlyList<string> description = PlainText.Paragraphs(part.Blocks.Except(facts));
        if (description.Count == 0)
        {
            Reject(part.Heading, $"'{part.Title}' has no description.");
        }

        ParameterDetails[] details = [.. facts
            .Select(block => ParameterDetails.Parse(PlainText.Code(block).Split('\n'), (line, message) => Reject(block.Line + 2 + line, $"{part.Title}: {message}")))
            .OfType<ParameterDetails>()];
        return details.Length == facts.Length ? new HelpParameter(part.Title[1..], description, details) : null;
    }

    private SyntaxSet? ReadSyntax(Section part, HelpPage page)
    {
        const string Default = " (Default)";
        string name = part.Title.EndsWith(Default, StringComparison.Ordinal) ? part.Title[..^Default.Length] : part.Title;
        CodeBlock? code = part.Blocks.OfType<CodeBlock>().FirstOrDefault();
        if (code is null || SyntaxLine.Parse(page.Name, PlainText.Code(code)) is not { } parameters)
        {
            Reject((Block?)code ?? part.Heading, $"'### {part.Title}' must have a block of code with the syntax: {page.Name} [-Optional <Type>] -Required <Type> [[-Positional] <Type>] [-Switch] [<CommonParameters>].");
            return null;
        }

        foreach (SyntaxParameter parameter in parameters)
        {
            ParameterDetails? details = page.Parameters.SingleOrDefault(described => described.Name == parameter.Name)?.In(name);
            if (details is null)
            {
                Reject(code, $"'-{parameter.Name}' is in the syntax of '{name}', but no parameter of that name is described for it.");
            }
            else if (parameter.Required != details.Required || parameter.Positional != (details.Position != "named") || details.IsSwitch != (parameter.Type is null))
            {
                Reject(code, $"'-{parameter.Name}' differs between the syntax of '{name}' and its description: required, positional, or whether it takes a value.");
            }
        }

        return new SyntaxSet(name, parameters);
    }

    private void RejectMissingFromSyntax(HelpPage page, Section section)
    {
        foreach (HelpParameter parameter in page.Parameters)
        {
            Section part = Section.Split(section.Blocks, 3).First(part => part.Title[1..] == parameter.Name);
            string[] named = [.. parameter.Details.SelectMany(details => details.Sets).Where(set => set != ParameterDetails.AllSets)];
            foreach (string unknown in named.Except(page.Syntax.Select(set => set.Name)))
            {
                Reject(part.Heading, $"'{part.Title}' names the parameter set '{unknown}', which has no syntax.");
            }

            foreach (SyntaxSet set in page.Syntax.Where(set => parameter.In(set.Name) is not null && set.Parameters.All(entry => entry.Name != parameter.Name)))
            {
                Reject(part.Heading, $"'{part.Title}' is described for the parameter set '{set.Name}', but is missing from its syntax.");
            }
        }
    }

    private void RejectTwins(Section section)
    {
        foreach (Section twin in Section.Split(section.Blocks, 3).GroupBy(part => part.Title).SelectMany(group => group.Skip(1)))
        {
            Reject(twin.Heading, $"'{twin.Title}' is described twice.");
        }
    }

    private static HelpType ReadType(Section part) => new(part.Title, PlainText.Paragraphs(part.Blocks));

    private static IReadOnlyList<HelpLink> ReadLinks(Section? section) =>
    [
        .. (section?.Blocks ?? []).SelectMany(block => block is LeafBlock leaf ? leaf.Inline?.Descendants<LinkInline>() ?? [] : block.Descendants<LinkInline>())
            .Select(link => new HelpLink(PlainText.Of(link), PlainText.IsAbsolute(link.Url) ? link.Url! : "")),
    ];

    private void Reject(Block? block, string message) => Reject((block?.Line ?? 0) + 1, message);

    private void Reject(int line, string message) => _errors.Add(new PageError(path, line, message));
}
