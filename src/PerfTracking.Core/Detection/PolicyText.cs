using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfTracking.Detection;

/// <summary>A policy as text, for a store's settings. The serializer is generated at build time, for the save path pays for reflection.</summary>
public static partial class PolicyText
{
    /// <summary>Writes a policy as JSON.</summary>
    /// <param name="policy">The policy.</param>
    public static string Write(PerfPolicy policy) => JsonSerializer.Serialize(policy, PolicyJson.Default.PerfPolicy);

    /// <summary>Reads what <see cref="Write"/> wrote; a text that is no policy, or one with a limit out of range, is the default one.</summary>
    /// <param name="json">The text.</param>
    public static PerfPolicy Read(string json)
    {
        try
        {
            PerfPolicy policy = JsonSerializer.Deserialize(json, PolicyJson.Default.PerfPolicy) ?? PerfPolicy.Calibrated;
            policy.EnsureValid();
            return policy;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentOutOfRangeException)
        {
            return PerfPolicy.Calibrated;
        }
    }

    [JsonSerializable(typeof(PerfPolicy))]
    private sealed partial class PolicyJson : JsonSerializerContext;
}
