using System.Text;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>What a process wrote as its errors, for the message where it fails.</summary>
internal static class ErrorFile
{
    private const int Longest = 2000;

    /// <summary>Its end, with a space before it; empty where there is nothing.</summary>
    /// <param name="path">The file.</param>
    public static string Tail(string path)
    {
        try
        {
            using FileStream stream = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            stream.Seek(-Math.Min(Longest, stream.Length), SeekOrigin.End);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            string text = reader.ReadToEnd().Trim();
            return text.Length == 0 ? text : " " + text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
