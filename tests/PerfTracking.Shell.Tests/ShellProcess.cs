using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace PerfTracking.Shell.Tests;

/// <summary>What one run of the shell left behind.</summary>
internal sealed record ShellResult(int ExitCode, byte[] Output, string Error)
{
    public string Text => Encoding.UTF8.GetString(Output).ReplaceLineEndings("\n");

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the built shell, without the module unless told otherwise.</summary>
internal static class ShellProcess
{
    private static readonly string ShellPath = typeof(ShellProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ShellPath").Value!;

    public static Task<ShellResult> RunCommand(string command, byte[]? input = null) => Run(["-NoImport", "-Command", command], input);

    public static async Task<ShellResult> RunScript(string script, string[]? arguments = null, byte[]? input = null)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("script.ps1", script);
        return await Run(["-NoImport", "-File", path, .. arguments ?? []], input);
    }

    public static async Task<ShellResult> Run(string[] arguments, byte[]? input = null, (string Name, string Value)? variable = null)
    {
        var start = new ProcessStartInfo("dotnet", [ShellPath, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Remove("PERFTRACKING_MODULE");
        if (variable is { } set)
        {
            start.Environment[set.Name] = set.Value;
        }

        using Process process = Process.Start(start)!;
        using var output = new MemoryStream();
        Task copied = process.StandardOutput.BaseStream.CopyToAsync(output);
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(input ?? []);
        process.StandardInput.Close();
        await Task.WhenAll(copied, error, process.WaitForExitAsync()).WaitAsync(TimeSpan.FromMinutes(1));
        return new ShellResult(process.ExitCode, output.ToArray(), await error);
    }
}
