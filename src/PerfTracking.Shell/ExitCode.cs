namespace PerfTracking.Shell;

/// <summary>The exit codes that pwsh itself uses, beside those a script chooses.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The script threw, or the last statement of a command failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line could not be understood, or names a script that is not there.</summary>
    public const int BadCommandLine = 64;

    /// <summary>The session could not be set up: no engine, or no module to import.</summary>
    public const int StartFailed = 70;
}
