using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace PerfTracking.Testing;

/// <summary>What a process left behind.</summary>
internal sealed record ShellResult(int ExitCode, byte[] Output, byte[] Error)
{
    public string Text => Encoding.UTF8.GetString(Output).ReplaceLineEndings("\n");

    public string ErrorText => Encoding.UTF8.GetString(Error).ReplaceLineEndings("\n");

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The PowerShell that the build has laid out, in a process of its own.</summary>
internal static class PowerShellProcess
{
    /// <summary>Long enough for the slowest machine; only a script that hangs takes it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string Program = typeof(PowerShellProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "PowerShell").Value!;

    /// <summary>How it is started without a profile and with its streams redirected.</summary>
    /// <param name="arguments">What pwsh is to do.</param>
    /// <param name="launcher">A program, with its arguments, that starts pwsh.</param>
    public static ProcessStartInfo Command(string[] arguments, string[]? launcher = null)
    {
        string[] command = [.. launcher ?? [], Program, "-NoLogo", "-NoProfile", "-NonInteractive", .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string? store = Environment.GetEnvironmentVariable("PERFTRACKING_STORE");
        start.Environment.Clear();
        foreach ((string name, string? value) in InheritedEnvironment.Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["PERFTRACKING_STORE"] = store;
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";

        // A process of a test ends before the runtime's profile of it pays: a tenth of its processor time.
        start.Environment["DOTNET_TieredPGO"] = "0";

        // pwsh colours warnings and errors even where they go to a file. A test that is about colours asks for them.
        start.Environment["NO_COLOR"] = "1";

        // The .NET that runs the tests is the one that is certainly there.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return start;
    }

    /// <summary>Runs it to its end, without input.</summary>
    /// <exception cref="TimeoutException">It did not end in time, and was ended with all that it had started; the message has what it had written.</exception>
    public static async Task<ShellResult> Run(ProcessStartInfo start, TimeSpan? limit = null)
    {
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        try
        {
            await Task.WhenAll(
                process.StandardOutput.BaseStream.CopyToAsync(output),
                process.StandardError.BaseStream.CopyToAsync(error),
                process.WaitForExitAsync()).WaitAsync(limit ?? Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"pwsh did not end in {limit ?? Patience}. It wrote:\n{Encoding.UTF8.GetString(output.ToArray())}\n{Encoding.UTF8.GetString(error.ToArray())}");
        }

        return new ShellResult(process.ExitCode, output.ToArray(), error.ToArray());
    }
}
