using System.Management.Automation.Runspaces;
using System.Text;

namespace PerfTracking.Shell;

/// <summary>The command line, read by the rules of pwsh: names by their shortest prefix, and after a script or a command all the rest belongs to it.</summary>
internal sealed record ShellOptions
{
    /// <summary>How to call the shell.</summary>
    public const string Help = """
        Runs PowerShell with the built PerfTracking module imported.

        Usage: PerfTracking.Shell [options] [[-File] <script> [arguments]]
               PerfTracking.Shell [options] -Command (- | <command text>)

          -File <script> [arguments]  Run a script; its arguments bind as they do for pwsh. '-' reads commands.
          -Command <text>             Run the rest of the command line as a command. '-' reads commands from
                                      standard input, without a prompt.
          -EncodedCommand <base64>    Run a command given as Base64 of its UTF-16 text.
          -NoImport                   Start without the PerfTracking module.
          -NonInteractive             Fail where a prompt would be shown.
          -WorkingDirectory <path>    Start in this directory.
          -ExecutionPolicy <policy>   Applies to this process, on Windows.
          -NoLogo, -NoProfile         Accepted as pwsh accepts them; this shell has neither.
          -Version, -Help

        PERFTRACKING_MODULE names another module manifest to import than out/PerfTracking/PerfTracking.psd1.
        """;

    /// <summary>What to do.</summary>
    public ShellAction Action { get; init; }

    /// <summary>The full path of the script, the text of the command, or what is wrong with the command line.</summary>
    public string? Target { get; init; }

    /// <summary>What follows the script, as its parameters.</summary>
    public IReadOnlyList<CommandParameter> ScriptParameters { get; init; } = [];

    /// <summary>Whether the PerfTracking module is imported.</summary>
    public bool Import { get; init; } = true;

    /// <summary>Whether a prompt may be shown to a person.</summary>
    public bool Interactive { get; init; } = true;

    /// <summary>Whether commands are read from standard input in silence.</summary>
    public bool Silent { get; init; }

    /// <summary>The directory to start in, or <see langword="null"/> for the caller's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The execution policy for this process, or <see langword="null"/> for the machine's.</summary>
    public string? ExecutionPolicy { get; init; }

    /// <summary>Reads a command line.</summary>
    public static ShellOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ShellOptions();
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i].Trim();
            if (!argument.StartsWith('-') || argument == "-")
            {
                return options.WithFile(arguments, i);
            }

            string key = argument.TrimStart('-');
            if (Matches(key, "command", "c"))
            {
                return options.WithCommand(arguments, i + 1);
            }

            if (Matches(key, "file", "f"))
            {
                return options.WithFile(arguments, i + 1);
            }

            if (Matches(key, "encodedcommand", "e") || Matches(key, "ec", "ec"))
            {
                return options.WithEncodedCommand(arguments, i + 1);
            }

            if (Matches(key, "version", "v"))
            {
                return options with { Action = ShellAction.ShowVersion };
            }

            if (Matches(key, "help", "h") || key == "?")
            {
                return options with { Action = ShellAction.ShowHelp };
            }

            if (Matches(key, "noimport", "noim"))
            {
                options = options with { Import = false };
            }
            else if (Matches(key, "noninteractive", "noni"))
            {
                options = options with { Interactive = false };
            }
            else if (Matches(key, "workingdirectory", "wo") || Matches(key, "wd", "wd"))
            {
                if (++i == arguments.Count || !Directory.Exists(arguments[i]))
                {
                    return options.Rejected("-WorkingDirectory must be followed by the path of a directory.");
                }

                options = options with { WorkingDirectory = arguments[i] };
            }
            else if (Matches(key, "executionpolicy", "ex") || Matches(key, "ep", "ep"))
            {
                if (++i == arguments.Count)
                {
                    return options.Rejected("-ExecutionPolicy must be followed by the name of a policy.");
                }

                options = options with { ExecutionPolicy = arguments[i] };
            }
            else if (!Matches(key, "nologo", "nol") && !Matches(key, "noprofile", "nop"))
            {
                // As for pwsh, the first word that is not an option is a script.
                return options.WithFile(arguments, i);
            }
        }

        return options;
    }

    private static bool Matches(string key, string name, string shortest) =>
        key.Length >= shortest.Length && name.StartsWith(key, StringComparison.OrdinalIgnoreCase);

    private ShellOptions Rejected(string message) => this with { Action = ShellAction.Reject, Target = message };

    private ShellOptions WithCommand(IReadOnlyList<string> arguments, int index)
    {
        if (index >= arguments.Count)
        {
            return Rejected("Cannot process the command because of a missing parameter. A command must follow -Command.");
        }

        if (arguments[index] != "-")
        {
            return this with { Action = ShellAction.RunCommand, Target = string.Join(' ', arguments.Skip(index)) };
        }

        if (index + 1 < arguments.Count)
        {
            return Rejected("'-' was specified with the -Command parameter; no other arguments to -Command are permitted.");
        }

        return Console.IsInputRedirected
            ? this with { Action = ShellAction.Prompt, Silent = true }
            : Rejected("'-' was specified as the argument to -Command but standard input has not been redirected for this process.");
    }

    private ShellOptions WithEncodedCommand(IReadOnlyList<string> arguments, int index)
    {
        byte[] bytes = new byte[index < arguments.Count ? arguments[index].Length : 0];
        return bytes.Length > 0 && Convert.TryFromBase64String(arguments[index], bytes, out int count)
            ? this with { Action = ShellAction.RunCommand, Target = Encoding.Unicode.GetString(bytes, 0, count) }
            : Rejected("Cannot process the command because the value specified with -EncodedCommand is not properly encoded. The value must be Base64 encoded.");
    }

    private ShellOptions WithFile(IReadOnlyList<string> arguments, int index)
    {
        if (index >= arguments.Count)
        {
            return Rejected("The command cannot be run because the File parameter requires a file path. Supply a path for the File parameter and then try the command again.");
        }

        string name = arguments[index];
        if (name == "-")
        {
            return this with { Action = ShellAction.Prompt };
        }

        string path = Path.GetFullPath(name, WorkingDirectory is null ? Environment.CurrentDirectory : Path.GetFullPath(WorkingDirectory));
        return File.Exists(path)
            ? this with { Action = ShellAction.RunFile, Target = path, ScriptParameters = ScriptArguments.Parse(arguments.Skip(index + 1)) }
            : Rejected($"The argument '{name}' is not recognized as the name of a script file. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.");
    }
}
