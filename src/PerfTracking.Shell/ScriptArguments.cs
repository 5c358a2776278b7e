using System.Management.Automation.Runspaces;

namespace PerfTracking.Shell;

/// <summary>Turns the words after a script's name into its parameters, as pwsh -File does: all text, save booleans after a colon.</summary>
internal static class ScriptArguments
{
    /// <summary>Reads <c>-Name value</c>, <c>-Switch</c>, <c>-Switch:$false</c>, <c>-Name: value</c> and positional words.</summary>
    public static IReadOnlyList<CommandParameter> Parse(IEnumerable<string> words)
    {
        var parameters = new List<CommandParameter>();
        string? pending = null;
        foreach (string word in words)
        {
            if (pending is not null)
            {
                parameters.Add(new CommandParameter(pending, word));
                pending = null;
                continue;
            }

            if (word.Length < 2 || word[0] != '-')
            {
                parameters.Add(new CommandParameter(null, word));
                continue;
            }

            int colon = word.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                // The engine decides whether the next word is its value: it knows whether this is a switch.
                parameters.Add(new CommandParameter(word));
            }
            else if (colon == word.Length - 1)
            {
                pending = word[..colon];
            }
            else
            {
                parameters.Add(new CommandParameter(word[..colon], BooleanOrText(word[(colon + 1)..])));
            }
        }

        return parameters;
    }

    private static object BooleanOrText(string value) =>
        bool.TryParse(value.StartsWith('$') ? value[1..] : value, out bool boolean) ? boolean : value;
}
