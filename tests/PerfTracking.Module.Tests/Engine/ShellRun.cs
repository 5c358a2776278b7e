using System.Diagnostics;
using System.Text;

namespace PerfTracking.ModuleTests.Engine;

/// <summary>What a process left behind.</summary>
internal sealed record ShellResult(int ExitCode, byte[] Output, byte[] Error)
{
    public string Text => Encoding.UTF8.GetString(Output).ReplaceLineEndings("\n");

    public string ErrorText => Encoding.UTF8.GetString(Error).ReplaceLineEndings("\n");

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs scripts in processes of their own, with the module imported by the built shell.</summary>
internal static class ShellRun
{
    /// <summary>Long enough for the slowest machine; only a script that hangs takes it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs a script file to its end.</summary>
    public static async Task<ShellResult> Script(string script, string? store = null, bool import = true, string[]? launcher = null)
    {
        using var folder = new TemporaryFolder();
        string path = folder["script.ps1"];
        await File.WriteAllTextAsync(path, script);
        if (launcher is not null && !OperatingSystem.IsWindows())
        {
            // Another user is to read it.
            File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        using Process process = Start(path, store ?? folder["performance.db"], import, launcher);
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        await Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(output),
            process.StandardError.BaseStream.CopyToAsync(error),
            process.WaitForExitAsync()).WaitAsync(Patience);
        return new ShellResult(process.ExitCode, output.ToArray(), error.ToArray());
    }

    /// <summary>Starts a process that runs a script file.</summary>
    public static Process Start(string scriptPath, string store, bool import = true, string[]? launcher = null)
    {
        string[] command = [.. launcher ?? [], "dotnet", Built.Shell, .. import ? [] : new[] { "-NoImport" }, "-File", scriptPath];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(scriptPath)!,
        };
        start.Environment["PERFTRACKING_STORE"] = store;
        start.Environment["PERFTRACKING_MODULE"] = Built.Manifest;
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
