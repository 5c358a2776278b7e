namespace PerfTracking.Shell;

/// <summary>What the command line asks for.</summary>
internal enum ShellAction
{
    /// <summary>Read commands, from a terminal or from standard input.</summary>
    Prompt,

    /// <summary>Run a script file.</summary>
    RunFile,

    /// <summary>Run the text of a command.</summary>
    RunCommand,

    /// <summary>Show how to call the shell.</summary>
    ShowHelp,

    /// <summary>Show the versions of the shell and its engine.</summary>
    ShowVersion,

    /// <summary>Say what is wrong with the command line.</summary>
    Reject,
}
