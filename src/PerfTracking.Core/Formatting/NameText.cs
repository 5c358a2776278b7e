namespace PerfTracking.Formatting;

/// <summary>Names in a column.</summary>
public static class NameText
{
    private const int ShortCommit = 7;

    /// <summary>A name, cut at its front where it does not fit: what tells <c>build.compile.cpu_time_ms</c> from its neighbours stands at its end.</summary>
    /// <param name="name">The name, or <see langword="null"/>.</param>
    /// <param name="width">The column's width; at least 2.</param>
    public static string Of(string? name, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        if (name is null || name.Length <= width)
        {
            return name ?? string.Empty;
        }

        int start = name.Length - width + 1;
        return "…" + name[(char.IsLowSurrogate(name[start]) ? start + 1 : start)..];
    }

    /// <summary>A commit in short, or nothing.</summary>
    /// <param name="commit">The commit's hash, or <see langword="null"/>.</param>
    public static string Commit(string? commit) => commit is { Length: > ShortCommit } ? commit[..ShortCommit] : commit ?? string.Empty;

    /// <summary>The commits on both sides of a change in short, or nothing.</summary>
    /// <param name="before">The last one before it, or <see langword="null"/>.</param>
    /// <param name="after">The first one after it, or <see langword="null"/>.</param>
    public static string Commits(string? before, string? after) =>
        string.IsNullOrEmpty(after) ? string.Empty : $"{Commit(before)}..{Commit(after)}"; // PowerShell hands over an empty text for null.

    /// <summary>Cold or warm.</summary>
    /// <param name="cold">Whether the application started cold.</param>
    public static string Start(bool cold) => cold ? "cold" : "warm";
}
