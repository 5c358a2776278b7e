namespace PerfTracking.HelpCompiler;

/// <summary>What is wrong with a page, and where.</summary>
/// <param name="Path">The page's file.</param>
/// <param name="Line">The line, from one.</param>
/// <param name="Message">What is wrong and what is expected.</param>
internal sealed record PageError(string Path, int Line, string Message)
{
    /// <summary>In the form that MSBuild and editors turn into a link.</summary>
    public override string ToString() => $"{Path}({Line}): error PERFHELP01: {Message}";
}
