namespace PerfTracking.Notifications.Ci;

/// <summary>Text on its way into a run's log, where a terminal or the CI system obeys certain lines.</summary>
internal static class LogText
{
    /// <summary>A text as one line without control characters.</summary>
    /// <param name="text">The text.</param>
    public static string OneLine(string text) => string.Concat(text.Select(static c => char.IsControl(c) ? ' ' : c));

    /// <summary>A text's lines, none of which is a command to the CI system.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<string> Lines(string text) => text.Split('\n').Select(static line =>
    {
        string shown = OneLine(line.TrimEnd());
        return shown.TrimStart().StartsWith("::", StringComparison.Ordinal) || shown.Contains("##vso[", StringComparison.Ordinal) || shown.TrimStart().StartsWith("##[", StringComparison.Ordinal)
            ? "\u200b" + shown.Replace("##vso[", "##\u200bvso[", StringComparison.Ordinal)
            : shown;
    });
}
