using System.Globalization;
using System.Text.Json;

namespace PerfTracking.Formats.Results;

/// <summary>What may be absent in somebody else's JSON.</summary>
internal static class JsonValues
{
    /// <summary>A text, or <see langword="null"/> where there is none.</summary>
    /// <param name="parent">The object that may have it.</param>
    /// <param name="name">Its name.</param>
    public static string? Text(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>The name of a benchmark among those of its parameters: <c>name (size=1, depth=2)</c>.</summary>
    /// <param name="benchmark">The object that has both.</param>
    /// <param name="name">What its name is called.</param>
    /// <param name="parameters">What the object of its parameters is called, which may be absent.</param>
    public static string NameWith(this JsonElement benchmark, string name, string parameters)
    {
        string plain = benchmark.GetProperty(name).GetString() ?? string.Empty;
        return benchmark.TryGetProperty(parameters, out JsonElement values) && values.ValueKind == JsonValueKind.Object && values.EnumerateObject().Any()
            ? $"{plain} ({string.Join(", ", values.EnumerateObject().Select(static value => $"{value.Name}={value.Value}"))})"
            : plain;
    }

    /// <summary>A number, or <see langword="null"/> where there is none.</summary>
    /// <param name="parent">The object that may have it.</param>
    /// <param name="name">Its name.</param>
    public static double? Number(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    /// <summary>A time, in UTC, or <see langword="null"/> where there is none that can be read.</summary>
    /// <param name="parent">The object that may have it.</param>
    /// <param name="name">Its name.</param>
    public static DateTimeOffset? Time(this JsonElement parent, string name) =>
        DateTimeOffset.TryParse(parent.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : null;

    /// <summary>An array's items; none where there is no such array.</summary>
    /// <param name="parent">The object that may have it.</param>
    /// <param name="name">Its name.</param>
    public static IEnumerable<JsonElement> Items(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : [];
}
