using System.Management.Automation;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;

namespace PerfTracking.Cmdlets.Detection;

/// <summary>Finds where the level of a series changed.</summary>
[Cmdlet(VerbsCommon.Get, "PerfChangePoint", DefaultParameterSetName = StoredSet)]
[OutputType(typeof(PerfChangePoint))]
public sealed class GetPerfChangePointCommand : NumberSeriesCmdlet
{
    private static readonly ChangePointOptions Defaults = new();

    /// <summary>Smallest shift that counts, in per cent of the level before it.</summary>
    [Parameter]
    [ValidateRange(0, double.MaxValue)]
    public double MinimumEffectPercent { get; set; } = Defaults.MinimumEffectPercent;

    /// <summary>Fewest points of a level.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int MinimumSegmentLength { get; set; } = Defaults.MinimumSegmentLength;

    /// <summary>Largest accepted chance of calling a change where nothing changed; of the surest change of a series.</summary>
    [Parameter]
    [ValidateRange(1e-12, 0.5)]
    public double Significance { get; set; } = Defaults.Significance;

    private protected override void Analyse(MetricSeries series)
    {
        var options = new ChangePointOptions { MinimumEffectPercent = MinimumEffectPercent, MinimumSegmentLength = MinimumSegmentLength, Significance = Significance };
        bool known = IsStored || MyInvocation.BoundParameters.ContainsKey(nameof(Direction));
        WriteVerbose($"{series.Points.Length} points of {series.Metric}.");
        foreach (PerfChangePoint change in Composition.ChangePoints.Detect(series.Points, options, known ? series.Metric.Direction : null))
        {
            var output = PSObject.AsPSObject(change);
            if (IsStored)
            {
                output.Properties.Add(new PSNoteProperty("Metric", series.Metric.Id));
                output.Properties.Add(new PSNoteProperty("Application", series.Application));
                output.Properties.Add(new PSNoteProperty("Cold", series.Cold));
            }

            WriteRow(output);
        }
    }
}
