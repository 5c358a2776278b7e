namespace PerfTracking.HelpCompiler;

/// <summary>The help of one cmdlet. A text is a list of paragraphs, each plain text that may have several lines.</summary>
internal sealed record HelpPage
{
    /// <summary>The cmdlet's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the page is on the web, or <see langword="null"/>.</summary>
    public string? OnlineVersion { get; init; }

    /// <summary>What the cmdlet does, in a sentence.</summary>
    public IReadOnlyList<string> Synopsis { get; init; } = [];

    /// <summary>The parameter sets.</summary>
    public IReadOnlyList<SyntaxSet> Syntax { get; init; } = [];

    /// <summary>What the cmdlet does, at length.</summary>
    public IReadOnlyList<string> Description { get; init; } = [];

    /// <summary>How it is used.</summary>
    public IReadOnlyList<HelpExample> Examples { get; init; } = [];

    /// <summary>What it takes.</summary>
    public IReadOnlyList<HelpParameter> Parameters { get; init; } = [];

    /// <summary>What can be piped to it.</summary>
    public IReadOnlyList<HelpType> Inputs { get; init; } = [];

    /// <summary>What it hands on.</summary>
    public IReadOnlyList<HelpType> Outputs { get; init; } = [];

    /// <summary>What else is good to know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where to read on.</summary>
    public IReadOnlyList<HelpLink> Links { get; init; } = [];
}

/// <summary>One parameter set, in the order its syntax has.</summary>
internal sealed record SyntaxSet(string Name, IReadOnlyList<SyntaxParameter> Parameters);

/// <summary>A parameter as one syntax has it; without a type it is a switch.</summary>
internal sealed record SyntaxParameter(string Name, bool Required, bool Positional, string? Type);

/// <summary>An example: what leads to its code, the code, and what follows from it.</summary>
internal sealed record HelpExample(string Title, IReadOnlyList<string> Introduction, string Code, IReadOnlyList<string> Remarks);

/// <summary>A parameter, with its details for each parameter set that differs.</summary>
internal sealed record HelpParameter(string Name, IReadOnlyList<string> Description, IReadOnlyList<ParameterDetails> Details)
{
    /// <summary>The details that hold in a parameter set, or <see langword="null"/> when the parameter is not in it.</summary>
    public ParameterDetails? In(string set) => Details.FirstOrDefault(details => details.Sets.Contains(set) || details.Sets.Contains(ParameterDetails.AllSets));
}

/// <summary>A type of objects that come in or go out.</summary>
internal sealed record HelpType(string Name, IReadOnlyList<string> Description);

/// <summary>A link; without an address it only names something.</summary>
internal sealed record HelpLink(string Text, string Address);
