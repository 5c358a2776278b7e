namespace PerfTracking.Stores;

/// <summary>Where a store is, or what somebody gave for one. What people are told is its text, which holds no secret; nothing else says where a store is.</summary>
/// <param name="Text">A file's full path, or a server's name with database and user. A password or token in it is hidden.</param>
/// <param name="File">The full path where it is a file, as the system knows it; <see langword="null"/> otherwise. It is to be opened and never to be shown.</param>
public sealed record StoreLocation(string Text, string? File = null)
{
    /// <summary>What people are told: <c>***</c> stands where the user named a password or a token.</summary>
    public string Text { get; } = StoreSecrets.Hide(Text);

    /// <summary>The folder of the file, in which what lies beside a store is; <see langword="null"/> where it is no file.</summary>
    public string? Folder => Path.GetDirectoryName(File);

    /// <summary>The location of a store in a file.</summary>
    /// <param name="path">The file's full path.</param>
    public static StoreLocation OfFile(string path) => new(path, path);

    /// <summary>What a system said about something that was given for a store, without the secrets in that.</summary>
    /// <param name="given">What was given, such as a path.</param>
    /// <param name="said">The system's words.</param>
    public static string Quote(string given, string said)
    {
        ArgumentNullException.ThrowIfNull(said);

        // It may speak of a folder on the way there.
        for (string? part = given; !string.IsNullOrEmpty(part) && StoreSecrets.Hide(part) is var shown && shown != part; part = Path.GetDirectoryName(part))
        {
            said = said.Replace(part, shown, StringComparison.Ordinal);
        }

        return said;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
