using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;

namespace PerfTracking.Cmdlets.Detection;

/// <summary>Finds where the level of a series changed.</summary>
[Cmdlet(VerbsCommon.Get, "PerfChangePoint", DefaultParameterSetName = StoredSet)]
[OutputType(typeof(PerfChangePoint))]
public sealed class GetPerfChangePointCommand : NumberSeriesCmdlet
{
    private static readonly ChangePointOptions Defaults = new();

    /// <summary>Smallest shift that counts, in per cent of the level before it; at least 0.</summary>
    [Parameter]
    [InvariantNumber]
    public double MinimumEffectPercent { get; set; } = Defaults.MinimumEffectPercent;

    /// <summary>Fewest points of a level; at least 2.</summary>
    [Parameter]
    public int MinimumSegmentLength { get; set; } = Defaults.MinimumSegmentLength;

    /// <summary>Largest accepted chance of calling a change where nothing changed; of the surest change of a series. Between 0 and 1, both excluded.</summary>
    [Parameter]
    [InvariantNumber]
    public double Significance { get; set; } = Defaults.Significance;

    private ChangePointOptions Options => new()
    {
        MinimumEffectPercent = MinimumEffectPercent,
        MinimumSegmentLength = MinimumSegmentLength,
        Significance = Significance,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            Options.EnsureValid();
        }
        catch (ArgumentOutOfRangeException exception)
        {
            ThrowTerminatingError(InputErrors.LimitNotValid(exception));
        }
    }

    private protected override void Analyse(MetricSeries series)
    {
        bool known = IsStored || MyInvocation.BoundParameters.ContainsKey(nameof(Direction));
        WriteVerbose($"{series.Points.Length} points of {series.Metric}.");
        foreach (PerfChangePoint change in Composition.ChangePoints.Detect(series.Points, Options, known ? series.Metric.Direction : null))
        {
            WriteResult(change, series);
        }
    }
}
