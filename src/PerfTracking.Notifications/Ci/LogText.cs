using PerfTracking.Formatting;

namespace PerfTracking.Notifications.Ci;

/// <summary>Text on its way into a run's log, where a terminal or the CI system obeys certain lines.</summary>
internal static class LogText
{
    /// <summary>A text's lines, none of which is a command to the CI system.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<string> Lines(string text) => text.Split('\n').Select(static line => PlainText.LineOf(line.TrimEnd()));
}
