using PerfTracking.Formatting;

namespace PerfTracking.Gates;

/// <summary>A file of limits cannot be read. The message may quote the file, and is plain text on one line.</summary>
/// <param name="id">What is wrong, stable: one of the constants here.</param>
/// <param name="message">What is wrong, with which value, and what to do.</param>
/// <param name="innerException">Its cause, or <see langword="null"/>.</param>
public sealed class GateFileException(string id, string message, Exception? innerException = null) : Exception(PlainText.LineOf(message), innerException)
{
    /// <summary>It is not there, or cannot be opened.</summary>
    public const string NotFound = "GateFileNotFound";

    /// <summary>It is no JSON, ends early, or says something that no limit is.</summary>
    public const string Malformed = "GateFileMalformed";

    /// <summary>It is larger than a file of limits can be.</summary>
    public const string TooLarge = "GateFileTooLarge";

    /// <summary>It is of a newer version than this module knows.</summary>
    public const string Newer = "GateFileNewer";

    /// <summary>What is wrong.</summary>
    public string Id { get; } = id;
}
