using System.Globalization;
using System.Management.Automation;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Dashboards;

namespace PerfTracking.Cmdlets.Dashboards;

/// <summary>Ends dashboards.</summary>
[Cmdlet(VerbsLifecycle.Stop, "PerfDashboard", SupportsShouldProcess = true)]
[OutputType(typeof(PerfDashboard))]
public sealed class StopPerfDashboardCommand : PerfCmdlet
{
    /// <summary>Numbers of processes; those that this session has started unless given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(DashboardCompleter))]
    public int[]? ProcessId { get; set; }

    /// <summary>Whether what was ended comes out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // Nothing in the pipeline is no reason to end what it did not name.
        if (ProcessId is null && MyInvocation.ExpectingInput)
        {
            return;
        }

        IReadOnlyList<PerfDashboard> running = Composition.Dashboards.Running();
        foreach (int id in ProcessId ?? [.. Composition.Dashboards.Started])
        {
            if (running.FirstOrDefault(dashboard => dashboard.ProcessId == id) is { } found)
            {
                ShutDown(found);
            }
            else if (ProcessId is not null)
            {
                WriteError(DashboardErrors.NotFound(id));
            }
        }
    }

    private void ShutDown(PerfDashboard dashboard)
    {
        if (!ShouldProcess(string.Create(CultureInfo.InvariantCulture, $"{dashboard.Url} (process {dashboard.ProcessId}, {dashboard.Store})"), "Stop dashboard"))
        {
            return;
        }

        try
        {
            Composition.Dashboards.ShutDown(dashboard);
            if (PassThru)
            {
                WriteRow(dashboard);
            }
        }
        catch (DashboardException exception)
        {
            WriteError(DashboardErrors.Of(exception, dashboard));
        }
    }
}
