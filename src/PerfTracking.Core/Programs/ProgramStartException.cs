namespace PerfTracking.Programs;

/// <summary>The system does not start a program.</summary>
public sealed class ProgramStartException : Exception
{
    /// <summary>What the launchers throw where the system tells a number.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="nativeErrorCode">The system's number.</param>
    public ProgramStartException(string message, int nativeErrorCode)
        : base(message) => NativeErrorCode = nativeErrorCode;

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

    /// <summary>The system's number of the error (errno, or GetLastError of Windows); 0 where it told none.</summary>
    public int NativeErrorCode { get; }

    /// <summary>Whether the program was given more arguments and environment than the system takes.</summary>
    public bool IsTooLong { get; init; }

    /// <summary>The program was given more arguments and environment than the system takes.</summary>
    /// <param name="program">The program.</param>
    /// <param name="nativeErrorCode">The system's number.</param>
    public static ProgramStartException TooLong(string program, int nativeErrorCode) => new(
        $"'{program}' could not be started: its arguments and environment variables, or one of them, are longer than this system takes. Give it what is long in a file or through its input.", nativeErrorCode)
    {
        IsTooLong = true,
    };
}
