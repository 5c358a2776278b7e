using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Detection;

/// <summary>Runs a policy over a series as if its points came one by one, and tells what would have been raised.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "PerfReplay", DefaultParameterSetName = StoredSet)]
[OutputType(typeof(PerfReplay), typeof(ReplayFinding))]
public sealed class InvokePerfReplayCommand : NumberSeriesCmdlet
{
    private PerfPolicy? _policy;

    /// <summary>The preset to run; the store's policy, or the default for piped numbers, unless given.</summary>
    [Parameter]
    [ValidateSet(PerfPolicy.CalibratedName, PerfPolicy.TieredName)]
    public string? Policy { get; set; }

    /// <summary>A policy to try, as <c>Get-PerfPolicy</c> gives it and a script has changed it.</summary>
    [Parameter]
    public PerfPolicy? PolicyObject { get; set; }

    /// <summary>Whether findings are held against the alerts that people approved and denied.</summary>
    [Parameter(ParameterSetName = StoredSet)]
    public SwitchParameter Compare { get; set; }

    /// <summary>Whether the single findings come out instead of one replay for each series.</summary>
    [Parameter]
    public SwitchParameter Finding { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!TryStore(() => _policy = PolicyObject ?? (Policy is { } name ? Policies.Preset(name) : !IsStored ? PerfPolicy.Calibrated : OpenedStore.ReadPolicy())))
        {
            return;
        }

        if (Policies.Defect(_policy!) is { } defect)
        {
            WriteError(defect);
            return;
        }

        base.EndProcessing();
    }

    private protected override void Analyse(MetricSeries series)
    {
        PerfReplay replay = Composition.Replay.Run(series, _policy!, Compare ? MarksOf(series) : [], cancellation: Cancellation);
        if (!Finding)
        {
            WriteResult(IsStored ? replay : replay with { Metric = null }, series);
            return;
        }

        foreach (ReplayFinding finding in replay.Findings)
        {
            WriteResult(finding, series);
        }
    }

    private IReadOnlyList<ReplayMark> MarksOf(MetricSeries series) => AlertLabels.MarksOf(series, OpenedStore.ReadAlerts(new AlertQuery
    {
        Metric = NameFilter.Exactly(series.Metric.Id),
        Application = NameFilter.Exactly(series.Application),
    }));
}
