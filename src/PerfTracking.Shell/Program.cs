namespace PerfTracking.Shell;

/// <summary>Runs a script, a command or a prompt in a PowerShell engine that has the built module imported.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // Before any type of the engine loads, which reads it once: a tool of this repository never phones home.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        ShellOptions options = ShellOptions.Parse(arguments);
        return options.Action switch
        {
            ShellAction.Reject => Reject(options),
            ShellAction.ShowHelp => Show(ShellOptions.Help),
            ShellAction.ShowVersion => Show(ShellHost.VersionText),
            _ => Run(options),
        };
    }

    private static int Run(ShellOptions options)
    {
        if (options.WorkingDirectory is not null)
        {
            Environment.CurrentDirectory = options.WorkingDirectory;
        }

        if (options.ExecutionPolicy is not null)
        {
            // How the engine keeps the policy of the process scope; it has a meaning on Windows alone.
            Environment.SetEnvironmentVariable("PSExecutionPolicyPreference", options.ExecutionPolicy);
        }

        string? module = null;
        if (options.Import && (module = BuiltModule.Find()) is null)
        {
            Console.Error.WriteLine(BuiltModule.NotFoundMessage);
            return ExitCode.StartFailed;
        }

        using var session = new ShellSession(options);
        if (module is not null && !session.TryImport(module))
        {
            return ExitCode.StartFailed;
        }

        return options.Action switch
        {
            ShellAction.RunFile => session.RunFile(options.Target!, options.ScriptParameters),
            ShellAction.RunCommand => session.RunCommand(options.Target!),
            _ => session.RunPrompt(),
        };
    }

    private static int Reject(ShellOptions options)
    {
        Console.Error.WriteLine(options.Target);
        Console.Out.WriteLine(ShellOptions.Help);
        return ExitCode.BadCommandLine;
    }

    private static int Show(string text)
    {
        Console.Out.WriteLine(text);
        return ExitCode.Success;
    }
}
