using System.Collections;
using System.Runtime.CompilerServices;

namespace PerfTracking.Testing;

/// <summary>
/// What a process that a test starts finds in its environment: what there was before the first test, for others that run beside
/// change the variables of this process; and none of ours, which are what is tested.
/// </summary>
internal static class InheritedEnvironment
{
    /// <summary>The variables by their names.</summary>
    public static Dictionary<string, string?> Variables { get; } = [];

    [ModuleInitializer]
    internal static void Keep()
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            string name = (string)variable.Key;
            if (!name.StartsWith("PERFTRACKING_", StringComparison.OrdinalIgnoreCase))
            {
                Variables[name] = (string?)variable.Value;
            }
        }
    }
}
