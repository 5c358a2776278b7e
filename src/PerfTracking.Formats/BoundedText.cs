using System.Text;

namespace PerfTracking.Formats;

/// <summary>Reads files that others wrote, and no more of one than such a file can hold.</summary>
internal static class BoundedText
{
    private const int BlockLength = 1 << 16;

    /// <summary>Reads a file as UTF-8, or as what its byte order mark says.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="longest">The most bytes that it may have.</param>
    /// <returns>The text; <see langword="null"/> where there is more of it.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string? Read(string path, int longest)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new FileNotFoundException("no file's name can hold the character 0.", path);
        }

        using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        if (reader.BaseStream is { CanSeek: true, Length: var length } && length > longest)
        {
            return null;
        }

        // A device or a pipe tells no length, and a file may grow: what counts is what comes.
        var text = new StringBuilder();
        char[] block = new char[BlockLength];
        for (int count; (count = reader.ReadBlock(block)) > 0;)
        {
            if (text.Length + count > longest)
            {
                return null;
            }

            text.Append(block, 0, count);
        }

        return text.ToString();
    }
}
