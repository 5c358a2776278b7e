using System.Management.Automation;
using System.Management.Automation.Language;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Makes completion results of names.</summary>
internal static class Candidates
{
    /// <summary>Those that begin with the word, each once, quoted where they must be, and with wildcards escaped where the parameter takes them.</summary>
    /// <param name="word">What the user typed so far.</param>
    /// <param name="candidates">Names with their tool tips.</param>
    public static IEnumerable<CompletionResult> Matching(TypedWord word, IEnumerable<(string Name, string Tip)> candidates)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string tip) in candidates)
        {
            if (word.Begins(name) && seen.Add(name))
            {
                yield return new CompletionResult(Quote(word.TakesWildcards ? WildcardPattern.Escape(name) : name), name, CompletionResultType.ParameterValue, tip);
            }
        }
    }

    private static string Quote(string name)
    {
        bool plain = name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && name[0] != '-';
        return plain ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
    }
}
