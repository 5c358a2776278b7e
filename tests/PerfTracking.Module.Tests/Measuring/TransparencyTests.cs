using System.Management.Automation;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Measuring;

/// <summary>Runs the same work with and without the wrapper, in several surroundings, and compares everything that can be seen.</summary>
[Collection(SharedEngine.Name)]
public sealed class TransparencyTests(TransparencyTests.Engine engine) : IClassFixture<TransparencyTests.Engine>
{
    private const string Functions =
        """
        function Write-Problem { [CmdletBinding()] param() $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([System.IO.IOException]::new('wrong'), 'MyId', 'InvalidData', 5)) }
        function Stop-Problem { [CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([System.TimeoutException]::new('late'), 'MyStop', 'OperationTimeout', 6)) }
        function Write-All { [CmdletBinding()] param() $PSCmdlet.WriteWarning('careful'); $PSCmdlet.WriteVerbose('words'); $PSCmdlet.WriteDebug('inside'); $PSCmdlet.WriteInformation('news', @('tag')) }
        """;

    private static readonly string[] Works =
    [
        "",
        "1; 'two'; $null; ,@(3, 4); @{ five = 5 }; 6.5",
        "1..200",
        "return 7; 'never'",
        "return",
        "$i; $i = 100; $i",
        "$assigned = 'in the block'; $assigned",
        "$script:deep = 1; $global:deeper = 2; $script:deep + $global:deeper",
        "1 / 0; 'on'",
        "no-such-command; 'on'",
        "[int]::Parse('x'); 'on'",
        "$null.Method(); 'on'",
        "Write-Problem; 'on'",
        "Write-Problem -ErrorAction SilentlyContinue; 'on'",
        "Write-Problem -ErrorAction Stop; 'never'",
        "Write-Problem -ErrorVariable problem; $problem.Count",
        "Stop-Problem; 'on'",
        "Get-Module -Name x -FullyQualifiedName y; 'on'",
        "$ErrorActionPreference = 'Stop'; Write-Problem; 'never'",
        "$ErrorActionPreference = 'SilentlyContinue'; Write-Problem; 1 / 0; 'on'",
        "throw 'thrown'",
        "throw [System.IO.FileNotFoundException]::new('gone')",
        "try { throw 'inner' } catch { \"handled $_\" } finally { 'cleaned' }",
        "trap { 'trapped'; continue }; throw 'x'; 'on'",
        "Write-All; Write-All -Verbose -Debug",
        "$WarningPreference = 'Ignore'; Write-All",
        "break; 'never'",
        "continue; 'never'",
        "if ($i -eq 2) { break }; $i",
        "if ($i -eq 2) { continue outer }; $i",
        "foreach ($j in 1..3) { if ($j -eq 2) { break }; $j }",
        "& { 'child scope'; return; 'never' }",
        "1..3 | ForEach-Object { $_ * $_ }",
        "$args.Count; $input.Count",
        "$MyInvocation.MyCommand.Name; $PSCmdlet.MyInvocation.MyCommand.Name; $PSBoundParameters.Count",
        "(1 / 0) 2>&1; 'on'",
        "function Get-Inner { 'defined inside' }; Get-Inner",
        "Measure-PerfOperation inner { 'nested'; 1 / 0 }; 'on'",
    ];

    private static readonly string[] NativeWorks =
    [
        "dotnet --no-such-option 2>$null; $LASTEXITCODE",
        "dotnet --version; $LASTEXITCODE",
        "$version = dotnet --version; $version.Length; $?",
        "no-such-program --version; 'on'",
    ];

    private static readonly (string Name, string Script)[] AllSurroundings =
    [
        ("alone", "{0}; 'after'; $assigned"),
        ("loop", ":outer foreach ($i in 1..3) {{ \"begin $i\"; {0}; \"end $i\" }}; 'after'"),
        ("try", "try {{ {0}; 'after' }} catch {{ \"caught $($_.FullyQualifiedErrorId) $($_.Exception.GetType()) $($_.CategoryInfo.Category) $_\" }} finally {{ 'finally' }}; 'on'"),
        ("catch by type", "try {{ {0} }} catch [System.IO.FileNotFoundException] {{ 'no file' }} catch [System.IO.IOException] {{ 'io' }} catch [System.DivideByZeroException] {{ 'zero' }} catch [System.Management.Automation.CommandNotFoundException] {{ 'no command' }} catch {{ 'other' }}"),
        ("trap", "trap {{ \"trap $($_.FullyQualifiedErrorId)\"; continue }}; {0}; 'after'"),
        ("function", "function Test-It {{ [CmdletBinding()] param() {0}; 'after' }}; Test-It; 'outside'; $assigned"),
        ("strict", "$ErrorActionPreference = 'Stop'; {0}; 'after'"),
        ("assigned", "$result = {0}; $result.Count; $result"),
        ("in a pipeline", "{0} | ForEach-Object {{ \"got $_\" }}"),
    ];

    private readonly ModuleSession _session = engine.Session;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string work in Works)
            {
                foreach ((string surroundings, _) in AllSurroundings)
                {
                    cases.Add(work, surroundings);
                }
            }

            foreach (string work in NativeWorks)
            {
                cases.Add(work, "alone");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Wrapped_work_does_just_what_it_does_alone(string work, string surroundings)
    {
        string script = AllSurroundings.Single(one => one.Name == surroundings).Script;
        string[] alone = Run(script, $". {{ {work} }}");
        string[] wrapped = Run(script, $"Measure-PerfOperation work {{ {work} }}");

        Assert.Equal(alone, wrapped);
        Assert.Equal(["0"], _session.Lines("@(Get-PerfOperation).Count"));
    }

    private string[] Run(string surroundings, string work)
    {
        _session.Run("$Error.Clear(); $global:LASTEXITCODE = 77");

        // The engine may keep the exception that ended a script in $Error beside its record; that is its own book-keeping.
        // A scope of its own, so that what one run assigns is not there for the next.
        ScriptResult result = _session.Run($"& {{ {string.Format(System.Globalization.CultureInfo.InvariantCulture, surroundings, work)} }} 2>&1 3>&1 4>&1 5>&1 6>&1");
        return
        [
            .. result.Output.Select(Show),
            .. result.Errors.Select(error => "unmerged " + Show(new PSObject(error))),
            $"thrown {result.Thrown?.GetType().Name} {(result.Thrown as IContainsErrorRecord)?.ErrorRecord.FullyQualifiedErrorId}",
            .. _session.Run("foreach ($record in $Error) { if ($record -is [System.Management.Automation.ErrorRecord]) { \"in Error: $($record.FullyQualifiedErrorId)\" } }; \"exit code $global:LASTEXITCODE\"").Texts,
        ];
    }

    private static string Show(PSObject? value) => value?.BaseObject switch
    {
        null => "null",
        ErrorRecord error => $"error {error.FullyQualifiedErrorId} {error.CategoryInfo.Category} {error.Exception.GetType().Name} {error.TargetObject} {error.InvocationInfo?.MyCommand?.Name} {error}",
        WarningRecord or VerboseRecord or DebugRecord or InformationRecord => $"{value.BaseObject.GetType().Name} {value}",
        object[] array => $"array of {array.Length}",
        object other => $"{other.GetType().Name} {other}",
    };

    /// <summary>One runspace for all cases: there are hundreds.</summary>
    public sealed class Engine : IDisposable
    {
        public Engine() => Session.Run(Functions).AssertClean();

        internal ModuleSession Session { get; } = new();

        public void Dispose() => Session.Dispose();
    }
}
