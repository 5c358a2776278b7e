using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace PerfTracking.Formats.Results;

/// <summary>The text of a file of results, parsed once for all readers that look at it.</summary>
/// <param name="text">The text.</param>
/// <param name="path">The file it was read from, or <see langword="null"/>.</param>
internal sealed partial class ResultText(string text, string? path = null) : IDisposable
{
    private const int DeepestXml = 256;

    private static readonly JsonDocumentOptions Json = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    private JsonDocument? _json;
    private XElement? _xml;

    /// <summary>The text itself.</summary>
    public string Text { get; } = text.TrimStart('\ufeff').Trim();

    /// <summary>The file it was read from, or <see langword="null"/>.</summary>
    public string? Path { get; } = path;

    /// <summary>Whether it begins as JSON does.</summary>
    public bool LooksLikeJson => Text.StartsWith('{') || Text.StartsWith('[');

    /// <summary>Whether it begins as XML does.</summary>
    public bool LooksLikeXml => Text.StartsWith('<');

    /// <summary>The root of its JSON, or <see langword="null"/> where it is none. What does not parse raises <see cref="JsonException"/>.</summary>
    public JsonElement? JsonRoot => LooksLikeJson ? (_json ??= JsonDocument.Parse(Text, Json)).RootElement : null;

    /// <summary>The root of its XML, or <see langword="null"/> where it is none. What does not parse raises <see cref="XmlException"/>.</summary>
    public XElement? XmlRoot => LooksLikeXml ? _xml ??= ParseXml() : null;

    /// <summary>The root's property of this name, or <see langword="null"/>.</summary>
    /// <param name="name">The name.</param>
    public JsonElement? Property(string name) =>
        JsonRoot is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <inheritdoc/>
    public void Dispose() => _json?.Dispose();

    private XElement ParseXml()
    {
        // A report comes from elsewhere: what it names outside of itself is not fetched, and what it defines is not expanded.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };

        EnsureShallow(settings);

        // The text is what UTF-8 made of it; of a file that declares another encoding only the file itself still has the letters.
        using var reader = Path is not null && OtherEncoding().IsMatch(Text) ? XmlReader.Create(File.OpenRead(Path), settings) : XmlReader.Create(new StringReader(Text), settings);
        return XElement.Load(reader);
    }

    // Each element is asked whether it stands within itself, up to the root: what is nested a hundred thousand times would take hours.
    private void EnsureShallow(XmlReaderSettings settings)
    {
        using var reader = XmlReader.Create(new StringReader(Text), settings);
        while (reader.Read())
        {
            if (reader.Depth > DeepestXml)
            {
                throw new FormatException($"its elements are nested more than {DeepestXml} times.");
            }
        }
    }

    [GeneratedRegex("""^<\?xml[^>]*\sencoding\s*=\s*["'](?!utf-?(8|16))""", RegexOptions.IgnoreCase)]
    private static partial Regex OtherEncoding();
}
