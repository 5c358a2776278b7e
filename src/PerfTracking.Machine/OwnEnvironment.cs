using System.Collections;

namespace PerfTracking.Machine;

/// <summary>The environment variables of this process.</summary>
public static class OwnEnvironment
{
    /// <summary>A copy to change; names are compared as the system compares them.</summary>
    public static Dictionary<string, string> Copy()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry one in Environment.GetEnvironmentVariables())
        {
            variables[(string)one.Key] = (string?)one.Value ?? string.Empty;
        }

        return variables;
    }
}
