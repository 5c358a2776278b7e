using System.Diagnostics;

namespace PerfTracking.ModuleTests.Engine;

/// <summary>Runs scripts in PowerShell processes of their own.</summary>
internal static class ShellRun
{
    /// <inheritdoc cref="PowerShellProcess.Patience"/>
    public static TimeSpan Patience => PowerShellProcess.Patience;

    /// <summary>Runs a script to its end, after an import of the packaged module unless that is not wanted.</summary>
    public static async Task<ShellResult> Script(string script, string? store = null, bool import = true, string[]? launcher = null)
    {
        using var folder = new TemporaryFolder();
        string path = folder["script.ps1"];
        await File.WriteAllTextAsync(path, import ? Import + script : script);
        if (launcher is not null && !OperatingSystem.IsWindows())
        {
            // Another user is to read it.
            File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        return await PowerShellProcess.Run(Command(path, store ?? folder["performance.db"], launcher));
    }

    /// <summary>Starts a process that imports the packaged module and runs a script.</summary>
    /// <param name="scriptPath">Where the script is written, with the import before it.</param>
    /// <param name="script">The script.</param>
    /// <param name="store">The store that it saves to.</param>
    public static Process Start(string scriptPath, string script, string store)
    {
        File.WriteAllText(scriptPath, Import + script);
        Process process = Process.Start(Command(scriptPath, store))!;
        process.StandardInput.Close();
        return process;
    }

    private static string Import => $"Import-Module '{Built.Manifest}'\n";

    private static ProcessStartInfo Command(string scriptPath, string store, string[]? launcher = null)
    {
        ProcessStartInfo start = PowerShellProcess.Command(["-File", scriptPath], launcher);
        start.WorkingDirectory = Path.GetDirectoryName(scriptPath)!;
        start.Environment["PERFTRACKING_STORE"] = store;
        return start;
    }
}
