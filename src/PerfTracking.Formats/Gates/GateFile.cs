using System.Text.Json;
using PerfTracking.Gates;

namespace PerfTracking.Formats.Gates;

/// <summary>
/// Reads <c>perfgate.json</c>; docs/gate.md describes it, and docs/schemas has its schema. A name that no limit has is refused:
/// a limit that is mistyped must not be one that is not there.
/// </summary>
public static class GateFile
{
    private const int Version = 1;
    private const int LargestBytes = 1 << 20;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 };

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="GateFileException">It cannot be read.</exception>
    public static PerfGateLimits Read(string path)
    {
        try
        {
            string text = BoundedText.Read(path, LargestBytes)
                ?? throw new GateFileException(GateFileException.TooLarge, $"The limits '{path}' are larger than {LargestBytes >> 20} MiB, which no file of limits is.");
            return Parse(text, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GateFileException(GateFileException.NotFound, $"The limits '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What it is called in errors.</param>
    /// <exception cref="GateFileException">It cannot be read.</exception>
    public static PerfGateLimits Parse(string text, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            int version = document.RootElement.TryGetProperty("schemaVersion", out JsonElement number) ? number.GetInt32() : Version;
            if (version > Version)
            {
                throw new GateFileException(GateFileException.Newer, $"The limits '{name}' are of schema version {version}, and this module reads up to {Version}: a newer PerfTracking wrote them.");
            }

            PerfGateLimits limits = Limits(document.RootElement);
            limits.EnsureValid();
            return limits;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            throw new GateFileException(GateFileException.Malformed, $"The limits '{name}' cannot be used: {exception.Message}", exception);
        }
    }

    private static PerfGateLimits Limits(JsonElement root)
    {
        var limits = new PerfGateLimits();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            JsonElement value = property.Value;
            limits = property.Name switch
            {
                "$schema" or "schemaVersion" => limits,
                "failPercent" => limits with { FailPercent = Number(property) },
                "warnPercent" => limits with { WarnPercent = Number(property) },
                "indexFallPercent" => limits with { IndexFallPercent = Number(property) },
                "countedFailPercent" => limits with { CountedFailPercent = Number(property) },
                "countedWarnPercent" => limits with { CountedWarnPercent = Number(property) },
                "onUndecided" => limits with { OnUndecided = Undecided(Text(value)) },
                "required" => limits with { Required = [.. value.EnumerateArray().Select(Text)] },
                "rules" => limits with { Rules = [.. value.EnumerateArray().Select(Rule)] },
                _ => throw Unknown(property.Name),
            };
        }

        return limits;
    }

    private static PerfGateRule Rule(JsonElement element)
    {
        var rule = new PerfGateRule();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            JsonElement value = property.Value;
            rule = property.Name switch
            {
                "benchmark" => rule with { Benchmark = Text(value) },
                "metric" => rule with { Metric = Text(value) },
                "failPercent" => rule with { FailPercent = Number(property) },
                "warnPercent" => rule with { WarnPercent = Number(property) },
                "minimumDifference" => rule with { MinimumDifference = Number(property) },
                "ignore" => rule with { Ignore = Flag(property) },
                "allowRemoved" => rule with { AllowRemoved = Flag(property) },
                _ => throw Unknown(property.Name),
            };
        }

        return rule;
    }

    private static double Number(JsonProperty property) => property.Value.ValueKind == JsonValueKind.Number
        ? property.Value.GetDouble()
        : throw new FormatException($"'{property.Name}' is {property.Value.GetRawText()}, which is no number.");

    private static bool Flag(JsonProperty property) => property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? property.Value.GetBoolean()
        : throw new FormatException($"'{property.Name}' is {property.Value.GetRawText()}, neither true nor false.");

    private static string Text(JsonElement value) => value.GetString() is { Length: > 0 } text ? text : throw new FormatException("a name is empty.");

    private static UndecidedRule Undecided(string text) => text switch
    {
        "warn" => UndecidedRule.Warn,
        "pass" => UndecidedRule.Pass,
        "fail" => UndecidedRule.Fail,
        _ => throw new FormatException($"'{text}' is none of 'warn', 'pass' and 'fail'."),
    };

    private static FormatException Unknown(string name) => new($"there is no limit '{name}'.");
}
