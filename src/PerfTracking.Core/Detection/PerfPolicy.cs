using System.Text.Json.Serialization;

namespace PerfTracking.Detection;

/// <summary>
/// Which tiers count, with which limits. All of it plain values, so that it survives JSON; change one with
/// <c>policy with { … }</c>.
/// </summary>
public sealed record PerfPolicy
{
    /// <summary>The name of the preset for classic limits on each single value.</summary>
    public const string TieredName = "Tiered";

    /// <summary>The name of the preset measured against labelled data; the default.</summary>
    public const string CalibratedName = "Calibrated";

    /// <summary>Threshold, statistical and trend tier, each value judged for itself.</summary>
    public static PerfPolicy Tiered { get; } = new()
    {
        Name = TieredName,
        CountsStatistical = true,
        CountsTrend = true,
        CountsChangePoint = false,
    };

    /// <summary>Explicit targets, lasting changes of level, and single values so extreme that nobody wants to wait.</summary>
    public static PerfPolicy Calibrated { get; } = new() { Name = CalibratedName };

    /// <summary>The presets, the default first.</summary>
    public static IReadOnlyList<PerfPolicy> Presets { get; } = [Calibrated, Tiered];

    /// <summary>
    /// The most points that a limit counts. Every save reads as many of each of its series, inside its transaction: a limit
    /// beyond that would be paid for by each script, and one that waits for more points would never speak.
    /// </summary>
    public const int MostPoints = 1000;

    /// <summary>The most hours that a trend looks back: ten years, which no store keeps in full.</summary>
    public const double MostTrendHours = 87_600;

    private const double QuietSignificance = 2e-10;
    private const double BalancedSignificance = 1.5e-7;
    private const double KeenSignificance = 2e-6;

    /// <summary>The policy's name.</summary>
    public string Name { get; init; } = CalibratedName;

    /// <summary>Whether a value beyond its target counts.</summary>
    public bool CountsThreshold { get; init; } = true;

    /// <summary>Whether a value beyond <see cref="WarningZ"/> standard deviations counts.</summary>
    public bool CountsStatistical { get; init; }

    /// <summary>Whether a trend counts.</summary>
    public bool CountsTrend { get; init; }

    /// <summary>Whether a lasting change of level, or an extreme one, counts.</summary>
    public bool CountsChangePoint { get; init; } = true;

    /// <summary>How many of the latest points the baseline is made of, 1–<see cref="MostPoints"/>.</summary>
    public int BaselineWindow { get; init; } = 20;

    /// <summary>Fewest points, outliers removed, with which the statistical tier speaks, 2–<see cref="MostPoints"/>.</summary>
    public int MinimumBaselineSamples { get; init; } = 5;

    /// <summary>Standard deviations beyond the median over which a value is a warning.</summary>
    public double WarningZ { get; init; } = 1;

    /// <summary>The same for an error.</summary>
    public double ErrorZ { get; init; } = 2;

    /// <summary>The same for a critical finding.</summary>
    public double CriticalZ { get; init; } = 3;

    /// <summary>How far back the trend looks from the judged value, in hours; greater than 0, at most <see cref="MostTrendHours"/>.</summary>
    public double TrendHours { get; init; } = 24;

    /// <summary>Fewest points, the judged one included, that make a trend, 3–<see cref="MostPoints"/>.</summary>
    public int MinimumTrendPoints { get; init; } = 5;

    /// <summary>Slope for the worse, in per cent of the baseline's median per hour, over which a trend counts.</summary>
    public double MinimumTrendPercentPerHour { get; init; } = 5;

    /// <summary>r² over which such a trend is a warning.</summary>
    public double WarningRSquared { get; init; } = 0.6;

    /// <summary>The same for an error.</summary>
    public double ErrorRSquared { get; init; } = 0.8;

    /// <summary>
    /// The most points before the judged one that any tier reads, 30–<see cref="MostPoints"/>. A caller never loads more; a judgement
    /// costs the same however long the history is.
    /// </summary>
    public int HistoryLimit { get; init; } = 120;

    /// <summary>Fewest points before a change with which the change-point tier speaks, 5–<see cref="MostPoints"/>.</summary>
    public int MinimumHistory { get; init; } = 10;

    /// <summary>How many points must lie on a new level before it is called lasting, 2–<see cref="MostPoints"/>.</summary>
    public int MinimumLastingPoints { get; init; } = 5;

    /// <summary>Smallest shift that is a warning, in per cent of the level before it; at least 0.</summary>
    public double MinimumEffectPercent { get; init; } = 1.5;

    /// <summary>Shift over which a lasting change is an error, in per cent.</summary>
    public double ErrorEffectPercent { get; init; } = 10;

    /// <summary>Shift over which a lasting change is critical, in per cent.</summary>
    public double CriticalEffectPercent { get; init; } = 50;

    /// <summary>
    /// Largest accepted chance of a lasting change at its place where nothing changed, in the first look at it; later looks at
    /// the same change have less, as 1/age², and one beside a change in the window that is as sure may have ten times as much.
    /// Between 0 and 1, both excluded. Small, because a series is looked at with every point.
    /// <see cref="SignificanceOf"/> names three.
    /// </summary>
    public double Significance { get; init; } = BalancedSignificance;

    /// <summary>The name of <see cref="Significance"/>; <see langword="null"/> where it is none of the three that have one.</summary>
    [JsonIgnore]
    public PolicySensitivity? Sensitivity => Significance switch
    {
        QuietSignificance => PolicySensitivity.Quiet,
        BalancedSignificance => PolicySensitivity.Balanced,
        KeenSignificance => PolicySensitivity.Keen,
        _ => null,
    };

    /// <summary>
    /// Smallest shift that matters at all, in the metric's own unit, when that unit is a time in ms; 0 for none. Two
    /// milliseconds more on a tenth of a millisecond may be true and significant, and yet nobody's concern.
    /// </summary>
    public double AbsoluteFloorMilliseconds { get; init; } = 1;

    /// <summary>
    /// The same for memory, in MiB. A process's peak only grows, and its managed heap is a saw: a few mebibytes between two
    /// saves are the runtime's own doing.
    /// </summary>
    public double AbsoluteFloorMebibytes { get; init; } = 16;

    /// <summary>
    /// How many points in a row must be extreme for the change-point tier to tell a change before it has lasted, 1–<see cref="MostPoints"/>.
    /// It is a warning then, whatever its size, because so few values may be a spike.
    /// </summary>
    public int ExtremePoints { get; init; } = 2;

    /// <summary>How far beyond the median of the latest <see cref="BaselineWindow"/> points an extreme value lies at least, in per cent; at least 0.</summary>
    public double ExtremePercent { get; init; } = 50;

    /// <summary>How many times as far from that median as any older point an extreme value lies; at least 1.</summary>
    public double ExtremeFactor { get; init; } = 3;

    /// <summary>The <see cref="Significance"/> that a name stands for.</summary>
    /// <param name="sensitivity">The name.</param>
    public static double SignificanceOf(PolicySensitivity sensitivity) => sensitivity switch
    {
        PolicySensitivity.Quiet => QuietSignificance,
        PolicySensitivity.Keen => KeenSignificance,
        _ => BalancedSignificance,
    };

    /// <summary>
    /// How many points the place of one and the same change may move while points arrive: less than three of the shortest
    /// levels. What is seen that near to a change that was reported is that change, or its ringing.
    /// </summary>
    [JsonIgnore]
    public int SameChangePoints => 3 * MinimumLastingPoints - 1;

    /// <summary>How many points before the judged one a caller loads at most.</summary>
    [JsonIgnore]
    public int PointsNeeded => Math.Max(HistoryLimit, BaselineWindow);

    /// <summary>Checks every limit against its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its range; the message names it, its value and its range.</exception>
    public void EnsureValid()
    {
        Limit.From(BaselineWindow, 1, MostPoints, nameof(BaselineWindow));
        Limit.From(MinimumBaselineSamples, 2, MostPoints, nameof(MinimumBaselineSamples));
        Limit.AtLeast(WarningZ, 0, nameof(WarningZ));
        Limit.AtLeast(ErrorZ, WarningZ, nameof(ErrorZ));
        Limit.AtLeast(CriticalZ, ErrorZ, nameof(CriticalZ));
        Limit.Above(TrendHours, 0, MostTrendHours, nameof(TrendHours));
        Limit.From(MinimumTrendPoints, 3, MostPoints, nameof(MinimumTrendPoints));
        Limit.AtLeast(MinimumTrendPercentPerHour, 0, nameof(MinimumTrendPercentPerHour));
        Limit.AtLeast(WarningRSquared, 0, nameof(WarningRSquared));
        Limit.AtLeast(ErrorRSquared, WarningRSquared, nameof(ErrorRSquared));
        Limit.From(HistoryLimit, 30, MostPoints, nameof(HistoryLimit));
        Limit.From(MinimumHistory, 5, MostPoints, nameof(MinimumHistory));
        Limit.From(MinimumLastingPoints, 2, MostPoints, nameof(MinimumLastingPoints));
        Limit.AtLeast(MinimumEffectPercent, 0, nameof(MinimumEffectPercent));
        Limit.AtLeast(ErrorEffectPercent, MinimumEffectPercent, nameof(ErrorEffectPercent));
        Limit.AtLeast(CriticalEffectPercent, ErrorEffectPercent, nameof(CriticalEffectPercent));
        Limit.Within(Significance, 0, 1, nameof(Significance));
        Limit.AtLeast(AbsoluteFloorMilliseconds, 0, nameof(AbsoluteFloorMilliseconds));
        Limit.AtLeast(AbsoluteFloorMebibytes, 0, nameof(AbsoluteFloorMebibytes));
        Limit.From(ExtremePoints, 1, MostPoints, nameof(ExtremePoints));
        Limit.AtLeast(ExtremePercent, 0, nameof(ExtremePercent));
        Limit.AtLeast(ExtremeFactor, 1, nameof(ExtremeFactor));
    }
}
