namespace PerfTracking.Machine.Git;

/// <summary>Git cannot do what it was asked to.</summary>
public sealed class GitException : Exception
{
    /// <summary>An error without a word.</summary>
    public GitException()
    {
    }

    /// <summary>An error.</summary>
    /// <param name="message">What is wrong, in git's own words, and what mends it.</param>
    public GitException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    /// <param name="message">What is wrong, in git's own words, and what mends it.</param>
    /// <param name="innerException">The cause.</param>
    public GitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
