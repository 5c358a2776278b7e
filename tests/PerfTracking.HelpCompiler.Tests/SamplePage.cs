namespace PerfTracking.HelpCompiler.Tests;

/// <summary>The page in <c>pages/</c>, whole or with one thing changed.</summary>
internal static class SamplePage
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "pages");

    public static string Markdown { get; } = File.ReadAllText(Path.Combine(Folder, "Get-Sample.md")).ReplaceLineEndings("\n");

    public static string With(string old, string replacement)
    {
        Assert.Contains(old, Markdown, StringComparison.Ordinal);
        int at = Markdown.IndexOf(old, StringComparison.Ordinal);
        return Markdown[..at] + replacement + Markdown[(at + old.Length)..];
    }

    public static IReadOnlyList<PageError> Errors(string markdown)
    {
        var reader = new PageReader("docs/Get-Sample.md", markdown);
        HelpPage? page = reader.Read();
        Assert.Equal(reader.Errors.Count == 0, page is not null);
        return reader.Errors;
    }
}
