using System.Text.RegularExpressions;

namespace PerfTracking.HelpCompiler;

/// <summary>Reads a syntax as Get-Command writes it.</summary>
internal static partial class SyntaxLine
{
    private const string CommonParameters = "[<CommonParameters>]";

    /// <summary>The parameters in their order, or <see langword="null"/> when the text is no syntax of the cmdlet.</summary>
    public static IReadOnlyList<SyntaxParameter>? Parse(string cmdlet, string text)
    {
        string rest = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (rest != cmdlet && !rest.StartsWith(cmdlet + " ", StringComparison.Ordinal))
        {
            return null;
        }

        rest = rest[cmdlet.Length..].Trim();
        if (rest.EndsWith(CommonParameters, StringComparison.Ordinal))
        {
            rest = rest[..^CommonParameters.Length].Trim();
        }

        var parameters = new List<SyntaxParameter>();
        while (rest.Length > 0)
        {
            Match match = Parameter().Match(rest);
            if (!match.Success)
            {
                return null;
            }

            bool optional = match.Groups["all"].Success || match.Groups["optional"].Success;
            bool positional = match.Groups["all"].Success || match.Groups["positional"].Success;
            string type = match.Groups["type"].Value;
            parameters.Add(new SyntaxParameter(match.Groups["name"].Value, !optional, positional, type.Length > 0 ? type : null));
            rest = rest[match.Length..].TrimStart();
        }

        return parameters;
    }

    // The four forms, from the most brackets to none: [[-Name] <T>]  [-Name] <T>  [-Name <T>]  -Name <T>
    [GeneratedRegex("""
        ^(?: (?<all> \[ \[-(?<name>\w+)\] \  <(?<type>[^<>]+)> \] )
           | (?<positional> \[-(?<name>\w+)\] \  <(?<type>[^<>]+)> )
           | (?<optional> \[-(?<name>\w+) (?: \  <(?<type>[^<>]+)> )? \] )
           | -(?<name>\w+) (?: \  <(?<type>[^<>]+)> )?
        )(?=\ |$)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
