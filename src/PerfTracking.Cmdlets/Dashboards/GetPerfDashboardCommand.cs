using System.Management.Automation;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Dashboards;

namespace PerfTracking.Cmdlets.Dashboards;

/// <summary>Lists the dashboards of this user that run.</summary>
[Cmdlet(VerbsCommon.Get, "PerfDashboard")]
[OutputType(typeof(PerfDashboard))]
public sealed class GetPerfDashboardCommand : PerfCmdlet
{
    /// <summary>Numbers of processes; all of them unless given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(DashboardCompleter))]
    public int[]? ProcessId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IReadOnlyList<PerfDashboard> running = Composition.Dashboards.Running();
        if (ProcessId is null)
        {
            foreach (PerfDashboard dashboard in running)
            {
                WriteRow(dashboard);
            }

            return;
        }

        foreach (int id in ProcessId)
        {
            if (running.FirstOrDefault(dashboard => dashboard.ProcessId == id) is { } found)
            {
                WriteRow(found);
            }
            else
            {
                WriteError(DashboardErrors.NotFound(id));
            }
        }
    }
}
