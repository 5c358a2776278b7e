using System.Globalization;

namespace PerfTracking.HelpCompiler;

/// <summary>The block of facts under a parameter.</summary>
internal sealed record ParameterDetails
{
    /// <summary>The name that stands for every parameter set.</summary>
    public const string AllSets = "(All)";

    private static readonly string[] RequiredKeys =
        ["Type", "Parameter Sets", "Aliases", "Required", "Position", "Default value", "Accept pipeline input", "Accept wildcard characters"];

    private static readonly string[] Booleans = ["True", "False"];

    /// <summary>The name of the type.</summary>
    public required string Type { get; init; }

    /// <summary>The parameter sets these facts hold in.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    /// <summary>Other names of the parameter, or <c>none</c>.</summary>
    public required string Aliases { get; init; }

    /// <summary>Whether the cmdlet cannot run without it.</summary>
    public required bool Required { get; init; }

    /// <summary>The position from 0, or <c>named</c>.</summary>
    public required string Position { get; init; }

    /// <summary>The value without the parameter, or <c>None</c>.</summary>
    public required string DefaultValue { get; init; }

    /// <summary>Whether and how it takes values from the pipeline.</summary>
    public required string PipelineInput { get; init; }

    /// <summary>Whether wildcards have a meaning in it.</summary>
    public required bool Wildcards { get; init; }

    /// <summary>The only values it takes, if they are few.</summary>
    public required IReadOnlyList<string> AcceptedValues { get; init; }

    /// <summary>Whether it is a switch, which takes no value.</summary>
    public bool IsSwitch => Type is "SwitchParameter" or "System.Management.Automation.SwitchParameter";

    /// <summary>Reads the block's lines; tells what is wrong by line, and nothing but that if anything is.</summary>
    public static ParameterDetails? Parse(IReadOnlyList<string> lines, Action<int, string> reject)
    {
        var values = new Dictionary<string, string>();
        bool good = true;
        for (int i = 0; i < lines.Count; i++)
        {
            int colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            string key = colon < 0 ? lines[i].Trim() : lines[i][..colon].Trim();
            if (key.Length == 0)
            {
                continue;
            }

            bool known = colon > 0 && (RequiredKeys.Contains(key) || key == "Accepted values") && values.TryAdd(key, lines[i][(colon + 1)..].Trim());
            if (!known)
            {
                good = Reject(i, $"'{key}' is not a fact about a parameter, or is there twice. Expected: {string.Join(", ", RequiredKeys)}.");
            }
        }

        foreach (string key in RequiredKeys.Where(key => !values.ContainsKey(key)))
        {
            good = Reject(0, $"'{key}:' is missing.");
        }

        if (!good)
        {
            return null;
        }

        Check("Type", values["Type"].Length > 0, "must be the name of a type");
        Check("Parameter Sets", values["Parameter Sets"].Length > 0, "must name parameter sets, or be (All)");
        Check("Required", Booleans.Contains(values["Required"]), "must be True or False");
        Check("Accept wildcard characters", Booleans.Contains(values["Accept wildcard characters"]), "must be True or False");
        Check("Position", values["Position"] == "Named" || int.TryParse(values["Position"], NumberStyles.None, CultureInfo.InvariantCulture, out _), "must be Named or a number from 0");
        Check("Accept pipeline input", values["Accept pipeline input"] is "False" or "True (ByValue)" or "True (ByPropertyName)" or "True (ByPropertyName, ByValue)", "must be False, True (ByValue), True (ByPropertyName) or True (ByPropertyName, ByValue)");
        return good ? From(values) : null;

        void Check(string key, bool isGood, string rule)
        {
            if (!isGood)
            {
                int line = lines.TakeWhile(text => !text.TrimStart().StartsWith(key, StringComparison.Ordinal)).Count();
                good = Reject(line, $"'{key}: {values[key]}' {rule}.");
            }
        }

        bool Reject(int line, string message)
        {
            reject(line, message);
            return false;
        }
    }

    private static ParameterDetails From(Dictionary<string, string> values)
    {
        var details = new ParameterDetails
        {
            Type = values["Type"],
            Sets = List(values["Parameter Sets"]),
            Aliases = values["Aliases"].Length > 0 && values["Aliases"] != "None" ? values["Aliases"] : "none",
            Required = values["Required"] == "True",
            Position = values["Position"] == "Named" ? "named" : values["Position"],
            DefaultValue = values["Default value"].Length > 0 ? values["Default value"] : "None",
            PipelineInput = values["Accept pipeline input"],
            Wildcards = values["Accept wildcard characters"] == "True",
            AcceptedValues = values.TryGetValue("Accepted values", out string? accepted) ? List(accepted) : [],
        };
        return details.IsSwitch && details.DefaultValue == "None" ? details with { DefaultValue = "False" } : details;
    }

    private static string[] List(string value) => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
