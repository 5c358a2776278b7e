namespace PerfTracking.Tests.Terminal;

/// <summary>The escapes of a terminal's colours.</summary>
internal static class Ansi
{
    public static string Green(string text) => $"\u001b[32m{text}\u001b[0m";

    public static string Yellow(string text) => $"\u001b[33m{text}\u001b[0m";

    public static string Red(string text) => $"\u001b[31m{text}\u001b[0m";

    public static string BoldRed(string text) => $"\u001b[31;1m{text}\u001b[0m";
}
