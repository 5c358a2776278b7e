using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PerfTracking.Detection;

/// <summary>A policy as JSON, for a store's settings. The serializer is generated at build time, for the save path pays for reflection.</summary>
public static partial class PolicyJson
{
    /// <summary>Writes a policy as JSON.</summary>
    /// <param name="policy">The policy.</param>
    public static string Write(PerfPolicy policy) => JsonSerializer.Serialize(policy, Context.Default.PerfPolicy);

    /// <summary>
    /// Reads what <see cref="Write"/> wrote, by this version or by an earlier one: a limit that the text does not name is the
    /// default policy's. A text that is no policy, or one with a limit out of range, is the default one.
    /// </summary>
    /// <param name="json">The text.</param>
    public static PerfPolicy Read(string json)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject stored)
            {
                return PerfPolicy.Calibrated;
            }

            // The generated reader makes every property that is missing zero, and not what its initializer says.
            JsonObject complete = JsonSerializer.SerializeToNode(PerfPolicy.Calibrated, Context.Default.PerfPolicy)!.AsObject();
            foreach ((string name, JsonNode? value) in stored)
            {
                complete[name] = value?.DeepClone();
            }

            PerfPolicy policy = complete.Deserialize(Context.Default.PerfPolicy) ?? PerfPolicy.Calibrated;
            policy.EnsureValid();
            return policy;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return PerfPolicy.Calibrated;
        }
    }

    [JsonSerializable(typeof(PerfPolicy))]
    private sealed partial class Context : JsonSerializerContext;
}
