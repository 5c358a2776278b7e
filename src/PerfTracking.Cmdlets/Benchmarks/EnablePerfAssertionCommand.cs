using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Gives Pester its assertions about performance.</summary>
[Cmdlet(VerbsLifecycle.Enable, "PerfAssertion")]
[OutputType(typeof(void))]
public sealed class EnablePerfAssertionCommand : PerfCmdlet
{
    private const string Assertions = "PerfTracking.Pester.psm1";

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (SessionState.InvokeCommand.GetCommand("Add-ShouldOperator", CommandTypes.Function) is null)
        {
            ThrowTerminatingError(BenchmarkReportErrors.PesterNotLoaded());
        }

        // Into the global session: a test file's own is gone when its next block runs.
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Import-Module")
            .AddParameter("Name", Path.Combine(ModuleRoot.Path, Assertions))
            .AddParameter("Global")
            .AddParameter("DisableNameChecking")
            .AddParameter("ErrorAction", ActionPreference.Stop)
            .Invoke();
    }
}
