using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;

namespace PerfTracking.Shell;

/// <summary>What the engine asks of the program it runs in.</summary>
internal sealed class ShellHost(ShellSession session, ShellOptions options) : PSHost
{
    /// <summary>The versions of the shell and of its engine.</summary>
    public static string VersionText => $"PerfTracking.Shell {InformationalVersion(typeof(ShellHost))} (PowerShell {InformationalVersion(typeof(PSObject))})";

    /// <summary>The exit code that a script or a command asked for, or <see langword="null"/>.</summary>
    public int? RequestedExitCode { get; private set; }

    /// <summary>Whether an inner prompt was asked to end and has not yet.</summary>
    public bool NestedPromptEnds { get; set; }

    /// <summary>The user interface, by its own type.</summary>
    public ShellUserInterface Interface { get; } = new(options.Interactive);

    /// <inheritdoc/>
    public override PSHostUserInterface UI => Interface;

    // Scripts that ask whether they run in a console look for this name.
    /// <inheritdoc/>
    public override string Name => "ConsoleHost";

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => session.RunNestedPrompt();

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => NestedPromptEnds = true;

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
        // A program writes to the terminal itself.
        Interface.EndProgress();
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }

    private static string InformationalVersion(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split(' ', '+')[0];
}
