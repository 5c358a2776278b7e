using System.Collections;
using System.Management.Automation;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Tracking;

namespace PerfTracking.Cmdlets.Operations;

/// <summary>
/// Runs a script block or a program as an operation. A block is run by PowerShell itself, in the caller's scope and into this
/// cmdlet's own output, so that everything it does and returns is what it would be without us. A program is run by our own
/// launcher, whose clock holds the program and nothing else.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "PerfOperation", DefaultParameterSetName = BlockSet)]
[OutputType(typeof(object), typeof(PerfOperation), typeof(PerfRunSummary))]
public sealed partial class MeasurePerfOperationCommand : PerfCmdlet
{
    private const string BlockSet = "ScriptBlock";
    private const string ProgramSet = "Program";
    private const int MostNamed = 10;
    private static readonly TimeSpan ProgressAfter = TimeSpan.FromSeconds(1);

    private readonly List<PerfOperation> _runs = [];

    /// <summary>The operation's name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(OperationCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The work.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = BlockSet)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary>The program, as PowerShell would find it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ProgramSet)]
    [Alias("Path", "FullName")]
    [ValidateNotNullOrEmpty]
    public string FilePath { get; set; } = string.Empty;

    /// <summary>The program's arguments, each of which arrives as it is.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    [Alias("Args")]
    public object[]? ArgumentList { get; set; }

    /// <summary>A file that the program reads as its input.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    [ValidateNotNullOrEmpty]
    public string? InputFile { get; set; }

    /// <summary>A file for the bytes of its output.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>A file for the bytes of its errors.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    [ValidateNotNullOrEmpty]
    public string? ErrorFile { get; set; }

    /// <summary>The folder it starts in.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    [ValidateNotNullOrEmpty]
    public string? WorkingDirectory { get; set; }

    /// <summary>Changes to the environment it gets; <c>$null</c> takes a variable away.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    public Hashtable? Environment { get; set; }

    /// <summary>After how many seconds the program and everything it started are ended.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    [Alias("TimeoutSec")]
    [ValidateRange(0.001, 1_000_000)]
    public double? Timeout { get; set; }

    /// <summary>Whether an exit code other than 0 is no failure.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    public SwitchParameter IgnoreExitCode { get; set; }

    /// <summary>Whether failed runs among many become measurements too.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    public SwitchParameter IncludeFailed { get; set; }

    /// <summary>What runs before each run, unmeasured.</summary>
    [Parameter]
    public ScriptBlock? Prepare { get; set; }

    /// <summary>What runs after each run, unmeasured.</summary>
    [Parameter]
    public ScriptBlock? Cleanup { get; set; }

    /// <summary>How many times the work runs and is measured.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int Repeat { get; set; } = 1;

    /// <summary>How many times it runs before that without being measured.</summary>
    [Parameter]
    [ValidateRange(0, 1_000_000)]
    public int Warmup { get; set; }

    /// <summary>What to attach to the operations.</summary>
    [Parameter]
    public Hashtable? Tag { get; set; }

    /// <summary>Whether the operations come out instead of the work's output.</summary>
    [Parameter]
    public SwitchParameter AsOperation { get; set; }

    /// <summary>Whether one summary of all runs comes out instead of the work's output.</summary>
    [Parameter]
    public SwitchParameter AsSummary { get; set; }

    private bool DropsOutput => AsOperation.IsPresent || AsSummary.IsPresent;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool measured = HasValidName(Name, "an operation");
        _runs.Clear();
        if (ParameterSetName == ProgramSet)
        {
            RunProgram(measured);
        }
        else
        {
            Repeatedly((_, isWarmup) =>
            {
                RunBlock(measured, isWarmup);
                return true;
            });
        }

        if (measured && Repeat > 1)
        {
            WarnOfRuns();
        }

        if (AsSummary && _runs.Count > 0)
        {
            WriteObject(Summary());
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        // Ctrl+C has reached a program at the terminal already, and what it does about it is its own affair.
        if (!_worksAtTerminal)
        {
            base.StopProcessing();
        }
    }

    // Until a run says that nothing ran, for the next one would not either.
    private void Repeatedly(Func<int, bool, bool> run)
    {
        long began = Composition.Time.GetTimestamp();
        for (int i = -Warmup; i < Repeat; i++)
        {
            ShowProgress(i, began);
            RunAside(Prepare);
            try
            {
                if (!run(i, i < 0))
                {
                    return;
                }
            }
            finally
            {
                RunAside(Cleanup);
            }
        }
    }

    private void RunAside(ScriptBlock? block)
    {
        if (block is null || Stopping)
        {
            return;
        }

        // Whoever asks for an exit code afterwards means the work's.
        object? exitCode = SessionState.PSVariable.GetValue(ExitCodeVariable);
        try
        {
            InvokeBlock("$null = . $args[0]", block);
        }
        catch (RuntimeException scriptError)
        {
            LetThrough(scriptError);
            throw;
        }
        finally
        {
            SessionState.PSVariable.Set(ExitCodeVariable, exitCode);
        }
    }

    private void ShowProgress(int run, long began)
    {
        if (Warmup + Repeat > 1 && Composition.Time.GetElapsedTime(began) > ProgressAfter)
        {
            int done = run + Warmup;
            WriteProgress(new ProgressRecord(1, $"Measuring {Name}", run < 0 ? $"Warm-up {done + 1} of {Warmup}" : $"Run {run + 1} of {Repeat}")
            {
                PercentComplete = 100 * done / (Warmup + Repeat),
                RecordType = done == Warmup + Repeat - 1 ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            });
        }
    }

    private void Collect(PerfOperation operation)
    {
        if (Repeat > 1 || AsSummary)
        {
            _runs.Add(operation);
        }

        if (AsOperation)
        {
            WriteRow(operation);
        }
    }

    private PerfRunSummary Summary() => new(Name, [.. _runs], IncludeFailed);

    private void WarnOfRuns()
    {
        var summary = Summary();
        if (ParameterSetName == ProgramSet && summary.FailedRuns.Count > 0)
        {
            string which = summary.Failed == summary.Count ? $"All {summary.Count}" : $"{summary.Failed} of {summary.Count}";
            string values = IncludeFailed ? "They are measured all the same, because of -IncludeFailed." : "Their durations are not among the measurements; -IncludeFailed counts them.";
            Warn("RunsFailed", $"{which} runs of '{Name}' failed, the first with: {summary.FailedRuns[0].Failure} {values}");
        }

        if (summary.Outliers.Count > 0)
        {
            string places = string.Join(", ", summary.Outliers.Take(MostNamed).Select(static index => index + 1))
                + (summary.Outliers.Count > MostNamed ? $" and {summary.Outliers.Count - MostNamed} more" : "");
            Warn("RunsDisturbed", $"Of the runs of '{Name}', number {places} took unlike long: something interrupted it, or the first ones filled caches. Measure on a quieter machine, or with more -Warmup runs.");
        }
    }
}
