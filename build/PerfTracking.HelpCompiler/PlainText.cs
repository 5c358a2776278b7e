using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PerfTracking.HelpCompiler;

/// <summary>Turns Markdown into text to be read in a terminal.</summary>
internal static class PlainText
{
    /// <summary>A paragraph for each block. A list, a table or a block of code is one, of several lines.</summary>
    public static IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks) =>
        [.. blocks.Select(Render).Where(text => text.Length > 0)];

    /// <summary>The lines of a code block.</summary>
    public static string Code(CodeBlock block) => block.Lines.ToString().Replace("\r", "", StringComparison.Ordinal).TrimEnd();

    /// <summary>The text of a line.</summary>
    public static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (Inline inline in inlines ?? Enumerable.Empty<Inline>())
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline lineBreak => lineBreak.IsHard ? "\n" : " ",
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline link => link.Url,
                LinkInline link => Link(link),
                ContainerInline container => Of(container),
                _ => "",
            });
        }

        return text.ToString();
    }

    private static string Link(LinkInline link)
    {
        string text = Of(link);
        bool tellsMore = !link.IsImage && IsAbsolute(link.Url) && link.Url != text;
        return tellsMore ? $"{text} ({link.Url})" : text;
    }

    /// <summary>Whether an address leads somewhere from a terminal.</summary>
    public static bool IsAbsolute(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "https" or "http";

    private static string Render(Block block) => block switch
    {
        CodeBlock code => Code(code),
        LeafBlock leaf => Of(leaf.Inline).Trim(),
        ListBlock list => List(list),
        Table table => Table(table),
        QuoteBlock quote => Indent("> ", "> ", string.Join("\n\n", Paragraphs(quote))),
        ContainerBlock container => string.Join("\n\n", Paragraphs(container)),
        _ => "",
    };

    private static string List(ListBlock list)
    {
        int number = int.TryParse(list.OrderedStart, out int start) ? start : 1;
        return string.Join('\n', list.OfType<ListItemBlock>().Select(item =>
        {
            string mark = list.IsOrdered ? $"{number++}. " : "- ";
            return Indent(mark, new string(' ', mark.Length), string.Join('\n', Paragraphs(item)));
        }));
    }

    private static string Table(Table table)
    {
        string[][] rows = [.. table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(cell => string.Join(' ', Paragraphs(cell))).ToArray())];
        int[] widths = [.. Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0))];
        IEnumerable<string> lines = rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        string rule = string.Join("  ", widths.Select(width => new string('-', width)));
        return string.Join('\n', lines.Take(1).Append(rule).Concat(lines.Skip(1)));
    }

    private static string Indent(string first, string others, string text)
    {
        string[] lines = text.Split('\n');
        return first + string.Join('\n', lines.Select((line, index) => index == 0 || line.Length == 0 ? line : others + line));
    }
}
