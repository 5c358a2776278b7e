using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace PerfTracking.Benchmarks;

/// <summary>The built module and the floor, and a folder for stores that goes away afterwards.</summary>
internal sealed class Workplace : IDisposable
{
    public Workplace()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "PerfTracking.slnx")))
        {
            root = Path.GetDirectoryName(root);
        }

        Root = root ?? throw new DirectoryNotFoundException("PerfTracking.slnx is in no folder above this program.");
        string configuration = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        Module = Path.Combine(Root, "out", "PerfTracking", "PerfTracking.psd1");
        Pwsh = Path.Combine(Root, "out", "pwsh", OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        Floor = Path.Combine(Root, "benchmarks", "PerfTracking.Floor", "bin", configuration, "net8.0", "PerfTracking.Floor.psd1");
        Folder = Directory.CreateTempSubdirectory("perftracking-bench-").FullName;
    }

    public string Root { get; }

    public string Module { get; }

    public string Floor { get; }

    /// <summary>PowerShell compiled ahead of time, as an installed one is.</summary>
    public string Pwsh { get; }

    public string Folder { get; }

    /// <summary>A runspace with a module imported.</summary>
    public static Runspace Open(string module)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(module);
        Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return runspace;
    }

    /// <summary>Runs a script to its end; an error is an exception.</summary>
    public static System.Collections.ObjectModel.Collection<PSObject> Run(Runspace runspace, string script, params (string Name, object Value)[] variables)
    {
        using var shell = PowerShell.Create(runspace);
        foreach ((string name, object value) in variables)
        {
            runspace.SessionStateProxy.SetVariable(name, value);
        }

        System.Collections.ObjectModel.Collection<PSObject> output = shell.AddScript(script).Invoke();
        return shell.Streams.Error.Count == 0 ? output : throw new InvalidOperationException(shell.Streams.Error[0].ToString());
    }

    /// <summary>The path of a store in the folder.</summary>
    public string Store(string name) => Path.Combine(Folder, name + ".db");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
