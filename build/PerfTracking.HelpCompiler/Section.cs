using Markdig.Syntax;

namespace PerfTracking.HelpCompiler;

/// <summary>A heading and what stands under it, up to the next heading of its level.</summary>
internal sealed record Section(HeadingBlock Heading, IReadOnlyList<Block> Blocks)
{
    /// <summary>The heading's text.</summary>
    public string Title { get; } = PlainText.Of(Heading.Inline).Trim();

    /// <summary>The sections of a level; what stands before the first is in none.</summary>
    public static IReadOnlyList<Section> Split(IEnumerable<Block> blocks, int level)
    {
        var sections = new List<Section>();
        List<Block>? current = null;
        foreach (Block block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level == level)
            {
                current = [];
                sections.Add(new Section(heading, current));
            }
            else
            {
                current?.Add(block);
            }
        }

        return sections;
    }
}
