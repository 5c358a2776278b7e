using PerfTracking.Comparison;
using PerfTracking.Detection;
using PerfTracking.Formatting;

namespace PerfTracking.Gates;

/// <summary>The limits of a gate, as <c>perfgate.json</c> and the parameters of Test-PerfGate have them.</summary>
public sealed record PerfGateLimits
{
    private readonly IReadOnlyList<PerfGateRule> _rules = Rows<PerfGateRule>.Of([]);
    private readonly IReadOnlyList<string> _required = Rows<string>.Of([]);
    private readonly double? _warnPercent;
    private readonly double? _countedWarnPercent;

    /// <summary>A regression of more than this fails, in per cent; above 0.</summary>
    public double FailPercent { get; init; } = 20;

    /// <summary>
    /// A regression of more than this warns, in per cent; above 0 and at most <see cref="FailPercent"/>. Unless given 10, or
    /// <see cref="FailPercent"/> where that is less.
    /// </summary>
    public double WarnPercent { get => _warnPercent ?? Math.Min(FailPercent, 10); init => _warnPercent = value; }

    /// <summary>A fall of the performance index by more than this fails, in per cent; above 0.</summary>
    public double IndexFallPercent { get; init; } = 15;

    /// <summary>The same as <see cref="FailPercent"/> for what is counted, and hardly varies.</summary>
    public double CountedFailPercent { get; init; } = 10;

    /// <summary>The same as <see cref="WarnPercent"/> for what is counted. Unless given 3, or <see cref="CountedFailPercent"/> where that is less.</summary>
    public double CountedWarnPercent { get => _countedWarnPercent ?? Math.Min(CountedFailPercent, 3); init => _countedWarnPercent = value; }

    /// <summary>What is done where the evidence does not tell whether a limit is kept.</summary>
    public UndecidedRule OnUndecided { get; init; }

    /// <summary>Limits of some benchmarks and metrics alone: the first that fits counts.</summary>
    public IReadOnlyList<PerfGateRule> Rules { get => _rules; init => _rules = Rows<PerfGateRule>.Of(value); }

    /// <summary>Benchmarks that must be compared, with PowerShell's wildcards: each of them has to fit one that was.</summary>
    public IReadOnlyList<string> Required { get => _required; init => _required = Rows<string>.Of(value); }

    /// <summary>What a comparison has to tell apart for these limits: nothing that one of them would call a regression is unchanged.</summary>
    public ComparisonOptions Comparison
    {
        get
        {
            var usual = new ComparisonOptions();
            double[] ofRules = [.. Rules.SelectMany(static rule => new[] { rule.FailPercent, rule.WarnPercent }).OfType<double>()];
            return usual with
            {
                ThresholdPercent = ofRules.Append(FailPercent).Append(WarnPercent).Append(usual.ThresholdPercent).Min(),
                CountedThresholdPercent = ofRules.Append(CountedFailPercent).Append(CountedWarnPercent).Append(usual.CountedThresholdPercent).Min(),
            };
        }
    }

    /// <summary>Raises an error where a limit is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is; the message names it, its value and its range.</exception>
    public void EnsureValid()
    {
        Pair(FailPercent, WarnPercent, nameof(FailPercent), nameof(WarnPercent));
        Pair(CountedFailPercent, CountedWarnPercent, nameof(CountedFailPercent), nameof(CountedWarnPercent));
        Limit.Within(IndexFallPercent, 0, 100, nameof(IndexFallPercent));
        foreach (PerfGateRule rule in Rules)
        {
            Limit.Within(rule.FailPercent ?? 1, 0, double.PositiveInfinity, $"{nameof(FailPercent)} of {rule}");
            Limit.Within(rule.WarnPercent ?? 1, 0, double.PositiveInfinity, $"{nameof(WarnPercent)} of {rule}");
            Limit.AtLeast(rule.MinimumDifference ?? 0, 0, $"{nameof(PerfGateRule.MinimumDifference)} of {rule}");
        }
    }

    private static void Pair(double fail, double warn, string failName, string warnName)
    {
        Limit.Within(fail, 0, double.PositiveInfinity, failName);
        Limit.Within(warn, 0, double.PositiveInfinity, warnName);
        if (warn > fail)
        {
            throw new ArgumentOutOfRangeException(warnName, warn, FormattableString.Invariant($"{warnName} is {warn} and {failName} {fail}: what fails must warn before."));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"fail {FailPercent} %, warn {WarnPercent} %");
}
