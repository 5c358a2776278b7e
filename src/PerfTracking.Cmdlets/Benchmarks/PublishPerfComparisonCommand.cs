using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Formats.Comparisons;
using PerfTracking.Gates;
using PerfTracking.Notifications;
using PerfTracking.Notifications.Ci;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Puts what was compared where people look: on the pull request, beside the run, in its log.</summary>
[Cmdlet(VerbsData.Publish, "PerfComparison", SupportsShouldProcess = true)]
[OutputType(typeof(PerfPublication))]
public sealed class PublishPerfComparisonCommand : ComparisonReportCmdlet
{
    private const int LongestName = 64;

    /// <summary>What tells the comment from those of other gates.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "default";

    /// <summary>Whether a comment is made also where there is nothing to tell.</summary>
    [Parameter]
    public SwitchParameter Always { get; set; }

    /// <summary>The name of the environment variable that holds the token; the CI system's usual one unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TokenVariable { get; set; }

    private protected override void Pass(ComparisonReport report)
    {
        if (Name.Length > LongestName || Name.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')))
        {
            WriteError(BenchmarkReportErrors.ReportNameNotValid(Name));
            return;
        }

        var variables = new CiVariables(Environment.GetEnvironmentVariable);
        if (!ShouldProcess(variables.System == CiSystem.None ? "the log" : variables.System.ToString(), "Publish the comparison"))
        {
            return;
        }

        var ci = new CiReport(ComparisonWriter.Write(report, ComparisonFormat.Markdown), report.Message, report.HasNews)
        {
            Name = Name,
            Always = Always,
            Annotations = [.. Annotations(report)],
        };
        try
        {
            List<string> log = [];
            IReadOnlyList<PerfPublication> published = new CiPublisher(variables, Composition.Time).PublishAsync(ci, TokenVariable, log.Add, Cancellation).GetAwaiter().GetResult();
            WriteLog(log);
            foreach (PerfPublication publication in published)
            {
                if (publication.Action == PublicationAction.Refused)
                {
                    Warn("ComparisonNotPublished", $"The {publication.Place} was refused: {publication.Reason} The verdict is what it was.");
                }

                WriteObject(publication);
            }
        }
        catch (OperationCanceledException) when (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }

    private static IEnumerable<CiAnnotation> Annotations(ComparisonReport report) =>
        from finding in report.Gate?.Findings ?? []
        where report.Gate!.IsNews(finding.Outcome)
        select new CiAnnotation(Fails(report.Gate!, finding), finding.Id, finding.Message);

    private static bool Fails(PerfGateResult gate, PerfGateFinding finding) => gate.ExitCode != 0
        && (finding.Outcome is GateOutcome.Failed or GateOutcome.NotCompared || (finding.Outcome == GateOutcome.Undecided && gate.Limits.OnUndecided == UndecidedRule.Fail));

    // CI systems read commands in the lines of a run's output, which is the host's, and not the pipeline's.
    private void WriteLog(List<string> lines)
    {
        foreach (string line in lines)
        {
            WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST"]);
        }
    }
}
