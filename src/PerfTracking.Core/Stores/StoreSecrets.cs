using System.Text.RegularExpressions;

namespace PerfTracking.Stores;

/// <summary>
/// Hides passwords and tokens in what was given for a store: those of an address (<c>scheme://user:password@server</c>) and those of a
/// connection string (<c>Password=…</c>). One that is hidden and was none does less harm than one that is shown.
/// </summary>
internal static partial class StoreSecrets
{
    private const string Hidden = "***";

    /// <summary>The text as people may see it.</summary>
    /// <param name="text">What was given, or a path that was made of it.</param>
    public static string Hide(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // A path has neither of them as a rule, and a save must not pay for expressions.
        return text.AsSpan().IndexOfAny('@', '=') < 0 ? text : HideIn(text);
    }

    private static string HideIn(string text) => Setting().Replace(UserAndPassword().Replace(text, $"${{before}}:{Hidden}@"), $"${{name}}{Hidden}");

    // Up to the last @, for a password may hold one. What follows the letter of a drive is a separator and no password.
    [GeneratedRegex(@"(?<before>(^|[/\\])[^/\\:@]*):(?![/\\]).*@", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex UserAndPassword();

    // A value in quotation marks may hold a semicolon, and twice a mark for one.
    [GeneratedRegex("(?<name>(password|passwd|passphrase|pwd|secret|token|key)\\s*=\\s*)(\"(\"\"|[^\"])*\"|'(''|[^'])*'|[^;]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();
}
