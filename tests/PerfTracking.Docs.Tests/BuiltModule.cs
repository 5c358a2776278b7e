using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace PerfTracking.Docs.Tests;

/// <summary>The module as it was built, imported into the engine.</summary>
internal static class BuiltModule
{
    // Their parameters are read from the runspace whenever somebody asks, so it stays open.
    private static readonly Lazy<Runspace> Imported = new(Import);
    private static readonly Lazy<IReadOnlyDictionary<string, CmdletInfo>> Exported = new(static () =>
        Run("Get-Command", "Module", "PerfTracking").Select(command => (CmdletInfo)command.BaseObject).ToDictionary(cmdlet => cmdlet.Name));

    /// <summary>The exported cmdlets by name.</summary>
    public static IReadOnlyDictionary<string, CmdletInfo> Cmdlets => Exported.Value;

    /// <summary>Runs a command.</summary>
    public static IReadOnlyList<PSObject> Run(string command, string parameter, object argument)
    {
        using var shell = PowerShell.Create(Imported.Value);
        return shell.AddCommand(command).AddParameter(parameter, argument).Invoke();
    }

    /// <summary>A path that the build wrote into this assembly.</summary>
    public static string Setting(string key) =>
        typeof(BuiltModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static Runspace Import()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(Setting("Module"));
        Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return runspace;
    }
}
