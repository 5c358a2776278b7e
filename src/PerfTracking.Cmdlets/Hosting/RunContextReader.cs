using System.Collections;
using System.Management.Automation;
using PerfTracking.Formatting;
using PerfTracking.History;
using PerfTracking.Machine;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Reads what a snapshot needs to know of the script and the machine that take it.</summary>
internal static class RunContextReader
{
    /// <summary>The variable that names the application.</summary>
    public const string ApplicationVariable = "PERFTRACKING_APPLICATION";

    // With which a user names the environment, for instance on CI runners whose host name changes every time.
    private const string EnvironmentVariable = "PERFTRACKING_ENVIRONMENT";

    private static string? _fingerprint;

    /// <summary>The run context of a command.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="application">The application as the user named it, or <see langword="null"/>.</param>
    /// <param name="environment">The environment as the user named it, or <see langword="null"/>.</param>
    /// <param name="tags">The tags as the user gave them, or <see langword="null"/>.</param>
    public static RunContext Read(PSCmdlet cmdlet, string? application, string? environment, IDictionary? tags)
    {
        GitCheckout? checkout = GitCheckout.Find(CurrentFolder.Of(cmdlet.SessionState));
        return new RunContext(
            application ?? ApplicationOf(cmdlet),
            environment ?? Environment(cmdlet),
            Composition.SessionId,
            PlainText.Of(checkout?.Commit), // Git has no such names, and a folder or a variable may hold anything.
            PlainText.Of(checkout?.Branch ?? BuildServer.Branch),
            TagTable.Read(tags));
    }

    /// <summary>The application where the user names none: by variable, by the calling script, or the interactive session.</summary>
    /// <param name="cmdlet">The command.</param>
    public static string ApplicationOf(PSCmdlet cmdlet) =>
        System.Environment.GetEnvironmentVariable(ApplicationVariable) is { Length: > 0 } name ? name
        : cmdlet.MyInvocation.ScriptName is { Length: > 0 } script ? Path.GetFileNameWithoutExtension(script)
        : "interactive";

    /// <summary>The environment where the user names none: by variable, or the machine.</summary>
    /// <param name="cmdlet">The command.</param>
    public static string Environment(PSCmdlet cmdlet) =>
        System.Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } name ? name : _fingerprint ??= Fingerprint(cmdlet);

    private static string Fingerprint(PSCmdlet cmdlet) =>
        EnvironmentFingerprint.Read(HostSystem.MachineIdentity(), cmdlet.Host.Version is var host && PowerShellVersion(cmdlet) is { } version ? version : host);

    private static Version? PowerShellVersion(PSCmdlet cmdlet)
    {
        object? table = cmdlet.SessionState.PSVariable.GetValue("PSVersionTable");
        object? version = (table as IDictionary ?? (table as PSObject)?.BaseObject as IDictionary)?["PSVersion"];
        string text = version?.ToString() ?? string.Empty;
        int suffix = text.IndexOf('-');
        return Version.TryParse(suffix < 0 ? text : text[..suffix], out Version? parsed) ? parsed : null;
    }
}
