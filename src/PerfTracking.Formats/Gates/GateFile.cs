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
            if (string.IsNullOrWhiteSpace(text))
            {
                throw new FormatException("the file is empty.");
            }

            using var document = JsonDocument.Parse(text, Options);
            JsonElement root = OfKind(document.RootElement, JsonValueKind.Object, "the file");
            int version = root.TryGetProperty("schemaVersion", out JsonElement number) ? WholeNumber("schemaVersion", number) : Version;
            if (version < 1)
            {
                throw new FormatException($"there is no schema version {version}.");
            }

            if (version > Version)
            {
                throw new GateFileException(GateFileException.Newer, $"The limits '{name}' are of schema version {version}, and this module reads up to {Version}: a newer PerfTracking wrote them.");
            }

            PerfGateLimits limits = Limits(root);
            limits.EnsureValid();
            return limits;
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // .NET adds the name of its own parameter behind what we say.
            string said = exception.Message.Split($" (Parameter '{exception.ParamName}')", 2)[0];
            throw new GateFileException(GateFileException.Malformed, $"The limits '{name}' cannot be used: {said}", exception);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new GateFileException(GateFileException.Malformed, $"The limits '{name}' cannot be used: {exception.Message}", exception);
        }
    }

    private static PerfGateLimits Limits(JsonElement root)
    {
        var limits = new PerfGateLimits();
        foreach (JsonProperty property in EachOnce(root))
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
                "onUndecided" => limits with { OnUndecided = Undecided(Text(property.Name, value)) },
                "required" => limits with { Required = [.. Items(property).Select(item => Text(property.Name, item))] },
                "rules" => limits with { Rules = [.. Items(property).Select(item => Rule(OfKind(item, JsonValueKind.Object, $"an item of '{property.Name}'")))] },
                _ => throw Unknown(property.Name),
            };
        }

        return limits;
    }

    private static PerfGateRule Rule(JsonElement element)
    {
        var rule = new PerfGateRule();
        foreach (JsonProperty property in EachOnce(element))
        {
            JsonElement value = property.Value;
            rule = property.Name switch
            {
                "benchmark" => rule with { Benchmark = Text(property.Name, value) },
                "metric" => rule with { Metric = Text(property.Name, value) },
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

    // Two branches that are merged may both have brought a limit, and the last one would count without a word.
    private static JsonElement.ObjectEnumerator EachOnce(JsonElement element) =>
        element.EnumerateObject().GroupBy(static property => property.Name).FirstOrDefault(static same => same.Skip(1).Any()) is { } twice
            ? throw new FormatException($"'{twice.Key}' is there twice.")
            : element.EnumerateObject();

    private static double Number(JsonProperty property) => property.Value.ValueKind == JsonValueKind.Number
        ? property.Value.GetDouble()
        : throw new FormatException($"'{property.Name}' is {property.Value.GetRawText()}, which is no number.");

    private static bool Flag(JsonProperty property) => property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? property.Value.GetBoolean()
        : throw new FormatException($"'{property.Name}' is {property.Value.GetRawText()}, neither true nor false.");

    private static int WholeNumber(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : throw new FormatException($"'{name}' is {value.GetRawText()}, which is no whole number.");

    private static JsonElement.ArrayEnumerator Items(JsonProperty property) => OfKind(property.Value, JsonValueKind.Array, $"'{property.Name}'").EnumerateArray();

    private static JsonElement OfKind(JsonElement value, JsonValueKind kind, string what) =>
        value.ValueKind == kind ? value : throw new FormatException($"{what} is {value.GetRawText()}, which is no {(kind == JsonValueKind.Array ? "list in [ ]" : "object in { }")}.");

    private static string Text(string name, JsonElement value) =>
        value.ValueKind != JsonValueKind.String ? throw new FormatException($"'{name}' has {value.GetRawText()}, which is no text.")
        : value.GetString() is { Length: > 0 } text ? text : throw new FormatException($"a name in '{name}' is empty.");

    private static UndecidedRule Undecided(string text) => text switch
    {
        "warn" => UndecidedRule.Warn,
        "pass" => UndecidedRule.Pass,
        "fail" => UndecidedRule.Fail,
        _ => throw new FormatException($"'{text}' is none of 'warn', 'pass' and 'fail'."),
    };

    private static FormatException Unknown(string name) => new($"there is no limit '{name}'.");
}
