using System.Text;
using System.Text.Json;

namespace PerfTracking.Storage;

/// <summary>Tags as a JSON object in a column. Written and read token by token: a serializer would cost a fresh process its compilation.</summary>
internal static class TagJson
{
    /// <summary>Writes tags, or <see langword="null"/> where there are none.</summary>
    /// <param name="tags">The tags.</param>
    /// <remarks>A method of its own for those without: one that names the writer loads System.Text.Json before it runs.</remarks>
    public static string? Write(IReadOnlyDictionary<string, string> tags) => tags.Count == 0 ? null : WriteObject(tags);

    private static string WriteObject(IReadOnlyDictionary<string, string> tags)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach ((string name, string value) in tags)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; nothing from anything else.</summary>
    /// <param name="json">The column's text, or <see langword="null"/>.</param>
    public static IReadOnlyDictionary<string, string> Read(string? json)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (string.IsNullOrEmpty(json))
        {
            return tags;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                tags[property.Name] = property.Value.ToString();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Somebody edited the column by hand; the measurements are still good.
        }

        return tags;
    }
}
