namespace PerfTracking.Notifications.Ci;

/// <summary>A report on its way to where people look.</summary>
/// <param name="Markdown">The whole report.</param>
/// <param name="Summary">It in one sentence, without markup.</param>
/// <param name="HasNews">Whether there is something to tell: without, no comment is made, and one that is there turns green.</param>
public sealed record CiReport(string Markdown, string Summary, bool HasNews)
{
    /// <summary>What tells this report's comment from others, where one pull request has several gates.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Whether a comment is made also without news.</summary>
    public bool Always { get; init; }

    /// <summary>What belongs to the run itself: an error or a warning, each in one sentence.</summary>
    public IReadOnlyList<CiAnnotation> Annotations { get; init; } = [];

    /// <summary>The hidden line by which the comment is found again; the name is letters, digits, dots, dashes and underscores.</summary>
    public string Marker => $"<!-- perftracking: {Name} -->";

    /// <summary>The comment's text: the marker and the report, cut where the place takes no more.</summary>
    /// <param name="longest">The most characters that the place takes.</param>
    public string Comment(int longest)
    {
        const string Cut = "\n\n*The report is longer than this place allows; the whole of it is with the run.*";
        string text = $"{Marker}\n{Markdown}";
        if (text.Length <= longest)
        {
            return text;
        }

        // At the end of a line, so that no table row and no HTML element is cut open; what is open is closed.
        int end = text.LastIndexOf('\n', longest - Cut.Length - "</details>".Length - 2);
        string head = text[..end];
        bool isOpen = head.LastIndexOf("<details>", StringComparison.Ordinal) > head.LastIndexOf("</details>", StringComparison.Ordinal);
        return $"{head}{(isOpen ? "\n\n</details>" : "")}{Cut}";
    }
}

/// <summary>One sentence on the run.</summary>
/// <param name="IsError">Whether it is an error, otherwise a warning.</param>
/// <param name="Title">Its title.</param>
/// <param name="Message">The sentence.</param>
public sealed record CiAnnotation(bool IsError, string Title, string Message);
