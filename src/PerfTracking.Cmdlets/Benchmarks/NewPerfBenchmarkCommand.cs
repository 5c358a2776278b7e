using System.Management.Automation;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Cmdlets.Operations;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>
/// Defines a benchmark in a <c>*.Perf.ps1</c> file. Nothing runs: the object says what <c>Invoke-PerfBenchmark</c> runs, in
/// processes of their own.
/// </summary>
[Cmdlet(VerbsCommon.New, "PerfBenchmark", DefaultParameterSetName = BlockSet)]
[OutputType(typeof(PerfBenchmark))]
public sealed class NewPerfBenchmarkCommand : PerfCmdlet
{
    private const string BlockSet = "ScriptBlock";
    private const string ProgramSet = "Program";

    /// <summary>Its name, unique among the files that are run together.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The work.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = BlockSet)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary>The program that is the work, as PowerShell would find it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ProgramSet)]
    [ValidateNotNullOrEmpty]
    public string FilePath { get; set; } = string.Empty;

    /// <summary>The program's arguments, each of which arrives as it is.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    [Alias("Args")]
    public object[]? ArgumentList { get; set; }

    /// <summary>The folder the program starts in.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    [ValidateNotNullOrEmpty]
    public string? WorkingDirectory { get; set; }

    /// <summary>Whether an exit code other than 0 is no failure.</summary>
    [Parameter(ParameterSetName = ProgramSet)]
    public SwitchParameter IgnoreExitCode { get; set; }

    /// <summary>The catalogue's metric that its time belongs to.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Metric { get; set; }

    /// <summary>Words to choose it by.</summary>
    [Parameter]
    [ValidateElementsNotNull]
    public string[]? Tag { get; set; }

    /// <summary>What runs once in each process before the work, unmeasured; its variables are the work's.</summary>
    [Parameter]
    public ScriptBlock? Setup { get; set; }

    /// <summary>What runs once in each process after the work, unmeasured, also where that failed.</summary>
    [Parameter]
    public ScriptBlock? Cleanup { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!HasValidName(Name, "a benchmark") || (Metric is not null && !HasValidName(Metric, "a metric")))
        {
            return;
        }

        BenchmarkProgram? program = ParameterSetName == ProgramSet ? Program() : null;
        var benchmark = PSObject.AsPSObject(new PerfBenchmark
        {
            Name = Name,
            Metric = Metric,
            Tags = [.. Tag ?? []],
            File = string.IsNullOrEmpty(MyInvocation.ScriptName) ? null : MyInvocation.ScriptName,
            Line = string.IsNullOrEmpty(MyInvocation.ScriptName) ? 0 : MyInvocation.ScriptLineNumber,
            Program = program,
            HasSetup = Setup is not null || Cleanup is not null,
            Work = program is null ? ScriptBlock.ToString().Trim() : string.Join(' ', [program.FilePath, .. program.Arguments]),
        });
        BenchmarkBlocks.Attach(benchmark, program is null ? ScriptBlock : null, Setup, Cleanup);
        WriteObject(benchmark);
    }

    private BenchmarkProgram Program()
    {
        CommandInfo? command = InvokeCommand.GetCommand(FilePath, CommandTypes.Application);
        bool isPath = FilePath.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar);
        return new BenchmarkProgram((command as ApplicationInfo)?.Path ?? (isPath ? UserPath.Of(this, FilePath) : FilePath))
        {
            Arguments = [.. ProgramOptions.Arguments(ArgumentList)],
            WorkingDirectory = WorkingDirectory is null ? null : UserPath.Of(this, WorkingDirectory),
            IgnoreExitCode = IgnoreExitCode,
        };
    }
}
