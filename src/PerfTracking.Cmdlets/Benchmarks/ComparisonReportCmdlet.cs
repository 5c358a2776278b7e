using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Comparison;
using PerfTracking.Gates;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>A cmdlet that passes on what was compared: a gate's result as soon as it comes, comparisons together at the end.</summary>
public abstract class ComparisonReportCmdlet : PerfCmdlet
{
    private readonly List<PerfComparison> _comparisons = [];

    private protected ComparisonReportCmdlet()
    {
    }

    /// <summary>What Test-PerfGate or Compare-PerfBenchmark said.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The heading.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Performance";

    /// <summary>The command that repeats it; made from the baseline's commit unless given.</summary>
    [Parameter]
    public string? RepeatCommand { get; set; }

    /// <summary>Passes a report on.</summary>
    /// <param name="report">The report.</param>
    private protected abstract void Pass(ComparisonReport report);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A gate that fails ends its pipeline right behind its result: what waits for the end is never reached then.
        switch (InputObject.BaseObject)
        {
            case PerfGateResult gate:
                Pass(Complete(ComparisonReport.Of(gate)));
                break;
            case PerfComparison comparison:
                _comparisons.Add(comparison);
                break;
            default:
                WriteError(BenchmarkReportErrors.NothingToReport(InputObject.BaseObject));
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_comparisons.Count > 0)
        {
            Pass(Complete(new ComparisonReport(_comparisons)));
        }
    }

    private ComparisonReport Complete(ComparisonReport report) => report with { Title = Title, RepeatCommand = RepeatCommand ?? CommandFor(report) };

    // It is made to be copied, and the commit may be what a stranger wrote into a file of results.
    private static string? CommandFor(ComparisonReport report) =>
        report.BaselineCommit is { Length: > 0 } commit && commit.All(char.IsAsciiHexDigit) && report.Gate?.Arms.Count > 0 ? $"Invoke-PerfBenchmark -Base {commit} | Test-PerfGate" : null;
}
