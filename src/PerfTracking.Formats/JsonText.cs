using System.Text;
using System.Text.Json;

namespace PerfTracking.Formats;

/// <summary>JSON for programs that a person may read too: an object a document, indented, with line feeds.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true };

    /// <summary>A document that says what it is.</summary>
    /// <param name="format">The name of its format.</param>
    /// <param name="version">The version of its schema.</param>
    /// <param name="write">Writes the rest of it.</param>
    public static string Of(string format, int version, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", format);
            json.WriteNumber("schemaVersion", version);
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n") + "\n";
    }
}
