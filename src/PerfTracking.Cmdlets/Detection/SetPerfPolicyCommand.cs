using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;

namespace PerfTracking.Cmdlets.Detection;

/// <summary>Sets the store's policy: a preset by name, or single limits of the one it has.</summary>
[Cmdlet(VerbsCommon.Set, "PerfPolicy", SupportsShouldProcess = true)]
[OutputType(typeof(PerfPolicy))]
public sealed class SetPerfPolicyCommand : StoreCmdlet
{
    /// <summary>The preset to begin with; the store's own policy unless given.</summary>
    [Parameter(Position = 0)]
    [ValidateSet(PerfPolicy.CalibratedName, PerfPolicy.TieredName)]
    public string? Name { get; set; }

    /// <summary>A policy from the pipeline, as <c>Get-PerfPolicy</c> gave it.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PerfPolicy? InputObject { get; set; }

    /// <summary>Whether a value beyond its target counts.</summary>
    [Parameter]
    public bool? CountsThreshold { get; set; }

    /// <summary>Whether a value beyond <c>WarningZ</c> standard deviations counts.</summary>
    [Parameter]
    public bool? CountsStatistical { get; set; }

    /// <summary>Whether a trend counts.</summary>
    [Parameter]
    public bool? CountsTrend { get; set; }

    /// <summary>Whether a lasting change of level, or an extreme one, counts.</summary>
    [Parameter]
    public bool? CountsChangePoint { get; set; }

    /// <summary>How many of the latest points the baseline is made of; at least 1.</summary>
    [Parameter]
    public int? BaselineWindow { get; set; }

    /// <summary>Fewest points, outliers removed, with which the statistical tier speaks; at least 2.</summary>
    [Parameter]
    public int? MinimumBaselineSamples { get; set; }

    /// <summary>Standard deviations beyond the median over which a value is a warning.</summary>
    [Parameter]
    [InvariantNumber]
    public double? WarningZ { get; set; }

    /// <summary>The same for an error.</summary>
    [Parameter]
    [InvariantNumber]
    public double? ErrorZ { get; set; }

    /// <summary>The same for a critical finding.</summary>
    [Parameter]
    [InvariantNumber]
    public double? CriticalZ { get; set; }

    /// <summary>How far back the trend looks from the judged value, in hours; greater than 0.</summary>
    [Parameter]
    [InvariantNumber]
    public double? TrendHours { get; set; }

    /// <summary>Fewest points, the judged one included, that make a trend; at least 3.</summary>
    [Parameter]
    public int? MinimumTrendPoints { get; set; }

    /// <summary>Slope for the worse, in per cent of the baseline's median per hour, over which a trend counts.</summary>
    [Parameter]
    [InvariantNumber]
    public double? MinimumTrendPercentPerHour { get; set; }

    /// <summary>r² over which such a trend is a warning.</summary>
    [Parameter]
    [InvariantNumber]
    public double? WarningRSquared { get; set; }

    /// <summary>The same for an error.</summary>
    [Parameter]
    [InvariantNumber]
    public double? ErrorRSquared { get; set; }

    /// <summary>The most points before the judged one that any tier reads, 30–1000. A caller never loads more; a judgement costs the same however long the history is.</summary>
    [Parameter]
    public int? HistoryLimit { get; set; }

    /// <summary>Fewest points before a change with which the change-point tier speaks; at least 5.</summary>
    [Parameter]
    public int? MinimumHistory { get; set; }

    /// <summary>How many points must lie on a new level before it is called lasting; at least 2.</summary>
    [Parameter]
    public int? MinimumLastingPoints { get; set; }

    /// <summary>Smallest shift that is a warning, in per cent of the level before it; at least 0.</summary>
    [Parameter]
    [InvariantNumber]
    public double? MinimumEffectPercent { get; set; }

    /// <summary>Shift over which a lasting change is an error, in per cent.</summary>
    [Parameter]
    [InvariantNumber]
    public double? ErrorEffectPercent { get; set; }

    /// <summary>Shift over which a lasting change is critical, in per cent.</summary>
    [Parameter]
    [InvariantNumber]
    public double? CriticalEffectPercent { get; set; }

    /// <summary>How readily a lasting change is told: sets <c>Significance</c> to one of three values with measured figures.</summary>
    [Parameter]
    public PolicySensitivity? Sensitivity { get; set; }

    /// <summary>Largest accepted chance of a lasting change at its place where nothing changed, in the first look at it; later looks at the same change have less, as 1/age². Between 0 and 1, both excluded. Counts before <c>Sensitivity</c>.</summary>
    [Parameter]
    [InvariantNumber]
    public double? Significance { get; set; }

    /// <summary>Smallest shift that matters at all, in the metric's own unit, when that unit is a time in ms; 0 for none. Two milliseconds more on a tenth of a millisecond may be true and significant, and yet nobody's concern.</summary>
    [Parameter]
    [InvariantNumber]
    public double? AbsoluteFloorMilliseconds { get; set; }

    /// <summary>The same for memory, in MiB. A process's peak only grows, and its managed heap is a saw: a few mebibytes between two saves are the runtime's own doing.</summary>
    [Parameter]
    [InvariantNumber]
    public double? AbsoluteFloorMebibytes { get; set; }

    /// <summary>How many points in a row must be extreme for the change-point tier to tell a change before it has lasted; at least 1. It is a warning then, whatever its size, because so few values may be a spike.</summary>
    [Parameter]
    public int? ExtremePoints { get; set; }

    /// <summary>How far beyond the median of the latest <c>BaselineWindow</c> points an extreme value lies at least, in per cent; at least 0.</summary>
    [Parameter]
    [InvariantNumber]
    public double? ExtremePercent { get; set; }

    /// <summary>How many times as far from that median as any older point an extreme value lies; at least 1.</summary>
    [Parameter]
    [InvariantNumber]
    public double? ExtremeFactor { get; set; }

    /// <summary>Whether the policy comes out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MakesStore => true;

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        PerfPolicy policy = Changed(Name is { } preset ? Policies.Preset(preset) : InputObject ?? OpenedStore.ReadPolicy());
        if (Policies.Defect(policy) is { } defect)
        {
            WriteError(defect);
            return;
        }

        if (ShouldProcess(OpenedStore.Location.Text, $"Set policy {policy.Name}"))
        {
            OpenedStore.WritePolicy(policy);
            if (PassThru)
            {
                WriteObject(policy);
            }
        }
    });

    private PerfPolicy Changed(PerfPolicy policy) => policy with
    {
        CountsThreshold = CountsThreshold ?? policy.CountsThreshold,
        CountsStatistical = CountsStatistical ?? policy.CountsStatistical,
        CountsTrend = CountsTrend ?? policy.CountsTrend,
        CountsChangePoint = CountsChangePoint ?? policy.CountsChangePoint,
        BaselineWindow = BaselineWindow ?? policy.BaselineWindow,
        MinimumBaselineSamples = MinimumBaselineSamples ?? policy.MinimumBaselineSamples,
        WarningZ = WarningZ ?? policy.WarningZ,
        ErrorZ = ErrorZ ?? policy.ErrorZ,
        CriticalZ = CriticalZ ?? policy.CriticalZ,
        TrendHours = TrendHours ?? policy.TrendHours,
        MinimumTrendPoints = MinimumTrendPoints ?? policy.MinimumTrendPoints,
        MinimumTrendPercentPerHour = MinimumTrendPercentPerHour ?? policy.MinimumTrendPercentPerHour,
        WarningRSquared = WarningRSquared ?? policy.WarningRSquared,
        ErrorRSquared = ErrorRSquared ?? policy.ErrorRSquared,
        HistoryLimit = HistoryLimit ?? policy.HistoryLimit,
        MinimumHistory = MinimumHistory ?? policy.MinimumHistory,
        MinimumLastingPoints = MinimumLastingPoints ?? policy.MinimumLastingPoints,
        MinimumEffectPercent = MinimumEffectPercent ?? policy.MinimumEffectPercent,
        ErrorEffectPercent = ErrorEffectPercent ?? policy.ErrorEffectPercent,
        CriticalEffectPercent = CriticalEffectPercent ?? policy.CriticalEffectPercent,
        Significance = Significance ?? (Sensitivity is { } named ? PerfPolicy.SignificanceOf(named) : policy.Significance),
        AbsoluteFloorMilliseconds = AbsoluteFloorMilliseconds ?? policy.AbsoluteFloorMilliseconds,
        AbsoluteFloorMebibytes = AbsoluteFloorMebibytes ?? policy.AbsoluteFloorMebibytes,
        ExtremePoints = ExtremePoints ?? policy.ExtremePoints,
        ExtremePercent = ExtremePercent ?? policy.ExtremePercent,
        ExtremeFactor = ExtremeFactor ?? policy.ExtremeFactor,
    };
}
