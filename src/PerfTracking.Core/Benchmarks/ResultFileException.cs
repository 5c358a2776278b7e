using PerfTracking.Formatting;

namespace PerfTracking.Benchmarks;

/// <summary>A file of results cannot be read.</summary>
public sealed class ResultFileException : Exception
{
    /// <summary>An error without a word.</summary>
    public ResultFileException()
    {
    }

    /// <summary>An error.</summary>
    /// <param name="message">What is wrong.</param>
    public ResultFileException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">Its cause.</param>
    public ResultFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error about one defect. The message may quote the file, and is plain text on one line.</summary>
    /// <param name="defect">The defect.</param>
    /// <param name="message">What is wrong, with which value, and what to do.</param>
    /// <param name="innerException">Its cause, or <see langword="null"/>.</param>
    public ResultFileException(ResultFileDefect defect, string message, Exception? innerException = null)
        : base(PlainText.LineOf(message), innerException) => Defect = defect;

    /// <summary>What is wrong with it.</summary>
    public ResultFileDefect Defect { get; } = ResultFileDefect.ResultFileMalformed;
}
