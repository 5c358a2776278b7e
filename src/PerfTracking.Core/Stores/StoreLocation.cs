namespace PerfTracking.Stores;

/// <summary>Where a store is. What people are told is its text, which holds no secret; nothing else of a store says where it is.</summary>
/// <param name="Text">A file's full path, or a server's name with database and user, without the password.</param>
/// <param name="File">The full path where it is a file, or <see langword="null"/>.</param>
public sealed record StoreLocation(string Text, string? File = null)
{
    /// <summary>The location of a store in a file.</summary>
    /// <param name="path">The file's full path.</param>
    public static StoreLocation OfFile(string path) => new(path, path);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
