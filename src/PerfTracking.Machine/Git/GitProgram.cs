using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace PerfTracking.Machine.Git;

/// <summary>The real git, in one folder. It never asks: a question would hang a build.</summary>
/// <param name="folder">The full path of the folder it works in.</param>
public sealed class GitProgram(string folder)
{
    // A hook runs with these, and they would lead to its repository from wherever git is started.
    private static readonly string[] OfHooks = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"];

    // Git says paths and names in UTF-8 on every system; on Windows they would be read in the console's code page.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The folder it works in.</summary>
    public string Folder => folder;

    /// <summary>Runs git, and takes what it says.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Its output without the last line break.</returns>
    /// <exception cref="GitException">It is not there, or failed; the message is its own.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public string Run(CancellationToken cancellation, params string[] arguments) => Run(arguments, null, cancellation);

    /// <inheritdoc cref="Run(CancellationToken, string[])"/>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">More variables for it, or <see langword="null"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public string Run(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellation)
    {
        (int code, string output, string error) = Try(arguments, environment, cancellation);
        return code == 0 ? output : throw new GitException($"git {arguments[0]}: {(error.Length > 0 ? error : $"exit code {code}")}");
    }

    /// <summary>Runs git where a failure is an answer.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Its output without the last line break; <see langword="null"/> where it failed.</returns>
    /// <exception cref="GitException">It is not there.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public string? Ask(CancellationToken cancellation, params string[] arguments) =>
        Try(arguments, null, cancellation) is (0, var output, _) ? output : null;

    /// <summary>Runs git.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">More variables for it, or <see langword="null"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its exit code, its output without the last line break, and its errors.</returns>
    /// <exception cref="GitException">It is not there.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public (int ExitCode, string Output, string Error) Try(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        cancellation.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(Find(), ["-c", "core.hooksPath=" + NoHooks, "-c", "advice.detachedHead=false", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
        Array.ForEach(OfHooks, name => start.Environment.Remove(name));
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Start(start);
        using CancellationTokenRegistration ending = cancellation.Register(() => End(process));
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return (process.ExitCode, output.TrimEnd('\r', '\n'), error.GetAwaiter().GetResult().Trim());
    }

    // What a repository does when somebody checks out is for its people, not for a measurement.
    private static string NoHooks => OperatingSystem.IsWindows() ? "NUL" : "/dev/null";

    // .NET takes a file of that name in the current folder before any on the path, and that folder is a checkout of anybody's.
    private static string Find()
    {
        string name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        foreach (string place in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Path.IsPathFullyQualified(place) && Path.Combine(place, name) is var program && IsProgram(program))
            {
                return program;
            }
        }

        throw new GitException("git cannot be started: it is in no folder of PATH. Install it, or give a folder as the base.");
    }

    private static bool IsProgram(string path)
    {
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & execute) != 0);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new GitException($"git cannot be started: {exception.Message} Install it, or give a folder as the base.", exception);
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
