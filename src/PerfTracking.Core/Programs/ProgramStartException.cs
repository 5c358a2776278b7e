namespace PerfTracking.Programs;

/// <summary>The system does not start a program.</summary>
public sealed class ProgramStartException : Exception
{
    /// <summary>An error without a word.</summary>
    public ProgramStartException()
    {
    }

    /// <summary>An error.</summary>
    /// <param name="message">What is wrong.</param>
    public ProgramStartException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The system's own error.</param>
    public ProgramStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
