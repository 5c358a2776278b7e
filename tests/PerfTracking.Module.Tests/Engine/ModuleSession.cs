using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PerfTracking.ModuleTests.Engine;

/// <summary>What a script left behind.</summary>
internal sealed record ScriptResult(PSObject[] Output, ErrorRecord[] Errors, string[] Warnings, Exception? Thrown)
{
    /// <summary>The output as text, without anything having gone wrong.</summary>
    public string[] Lines
    {
        get
        {
            AssertClean();
            return Texts;
        }
    }

    /// <summary>The output as text.</summary>
    public string[] Texts => [.. Output.Select(line => line?.ToString() ?? "null")];

    /// <summary>The identifiers of the errors, without the names of their cmdlets.</summary>
    public string[] ErrorIds => [.. Errors.Select(IdOf)];

    public static string IdOf(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    public void AssertClean()
    {
        Assert.Null(Thrown);
        Assert.Empty(Errors);
        Assert.Empty(Warnings);
    }
}

/// <summary>A runspace of this process with the packaged module imported, and a store of its own.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ModuleSession(bool import = true)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        Runspace = RunspaceFactory.CreateRunspace(state);
        Runspace.Open();
        if (import)
        {
            // What an earlier test left running or unsaved is none of this one's business.
            Run($"Import-Module '{Built.Manifest}'; Get-PerfOperation | Stop-PerfOperation; $null = Save-PerfBaseline -Store '{_folder["before.db"]}'").AssertClean();
            Run($"Set-PerfStore '{Store}'").AssertClean();
        }
    }

    public Runspace Runspace { get; }

    public string Store => _folder["performance.db"];

    public string Folder => _folder.Path;

    public string this[string name] => _folder[name];

    public ScriptResult Run(string script, params object[] input)
    {
        using var shell = PowerShell.Create(Runspace);
        shell.AddScript(script);
        Exception? thrown = null;
        var output = new List<PSObject>();
        try
        {
            shell.Invoke(input, output);
        }
#pragma warning disable CA1031 // Whatever a script throws is a result.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            thrown = exception;
        }

        return new ScriptResult([.. output], [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(warning => warning.Message)], thrown);
    }

    /// <summary>The output of a script that goes well.</summary>
    public string[] Lines(string script) => Run(script).Lines;

    public void Dispose()
    {
        Run("Set-PerfStore -Default");
        Runspace.Dispose();
        _folder.Dispose();
    }
}
