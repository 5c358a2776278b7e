using System.Text.Json;
using System.Text.Json.Serialization;
using PerfTracking.Dashboards;

namespace PerfTracking.Machine.Dashboards;

/// <summary>A dashboard as one line of JSON: what its process says of itself. By generated code, for its start is waited for.</summary>
public static class DashboardJson
{
    /// <summary>Writes one.</summary>
    /// <param name="dashboard">The dashboard.</param>
    public static string Write(PerfDashboard dashboard) => JsonSerializer.Serialize(dashboard, DashboardJsonContext.Default.PerfDashboard);

    /// <summary>Reads one.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static PerfDashboard Read(string text) =>
        JsonSerializer.Deserialize(text, DashboardJsonContext.Default.PerfDashboard) ?? throw new JsonException("It holds nothing.");
}

[JsonSerializable(typeof(PerfDashboard))]
internal sealed partial class DashboardJsonContext : JsonSerializerContext;
