using System.Management.Automation;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Cmdlets;

[Collection(SharedEngine.Name)]
public sealed class StoreTroubleTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public StoreTroubleTests() => File.WriteAllText(_session["garbage.db"], "notes");

    private string Bad => $"-Store '{_session["garbage.db"]}'";

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PERFTRACKING_STRICT", null);
        _session.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("$ErrorActionPreference = 'Stop'; ")]
    [InlineData("$ErrorActionPreference = 'Ignore'; ")]
    public void A_save_into_a_bad_store_is_one_warning_and_the_script_goes_on(string preference)
    {
        ScriptResult result = _session.Run($"{preference}'before'; Save-PerfBaseline {Bad}; \"after $?\"");

        Assert.Equal(["before", "after True"], result.Texts);
        Assert.Empty(result.Errors);
        string warning = Assert.Single(result.Warnings);
        Assert.Contains(_session["garbage.db"], warning, StringComparison.Ordinal);
        Assert.EndsWith("The measurements are kept for the next save in this session. [NotAStore]", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void With_ErrorAction_Stop_it_is_a_terminating_error()
    {
        ScriptResult result = _session.Run($"try {{ Save-PerfBaseline {Bad} -ErrorAction Stop; 'never' }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0], $_.CategoryInfo.Category, $_.TargetObject }}");

        Assert.Equal(["NotAStore", "InvalidData", _session["garbage.db"]], result.Lines);
    }

    [Fact]
    public void With_the_strict_setting_it_is_a_terminating_error()
    {
        Environment.SetEnvironmentVariable("PERFTRACKING_STRICT", "1");

        Assert.Equal(["NotAStore"], _session.Lines($"try {{ Save-PerfBaseline {Bad}; 'never' }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0] }}"));
    }

    [Theory]
    [InlineData("nodrive:/performance.db")]
    [InlineData("Variable:performance")]
    public void A_path_that_names_no_file_is_trouble_with_the_store_and_no_end_of_the_script(string path)
    {
        ScriptResult result = _session.Run($"$ErrorActionPreference = 'Stop'; Save-PerfBaseline -Store '{path}'; 'after'");

        Assert.Null(result.Thrown);
        Assert.Equal(["after"], result.Texts);
        Assert.EndsWith("[StoreUnavailable]", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(
            ["StoreUnavailable", "StoreUnavailable", "StoreUnavailable", "StoreUnavailable", "StoreUnavailable", "StoreUnavailable"],
            _session.Run($"$ErrorActionPreference = 'Continue'; foreach ($c in 'Get-PerfSnapshot', 'Get-PerfMeasurement', 'Get-PerfAlert', 'Optimize-PerfStore', 'Register-PerfMetric x') {{ & ([scriptblock]::Create(\"$c -Store '{path}'\")) }}; Set-PerfStore '{path}'").ErrorIds);
    }

    [Theory]
    [InlineData("postgres://u:secret@db/perf", "postgres://u:***@db/perf")]
    [InlineData("u:secret@db/perf", "u:***@db/perf")]
    [InlineData("Host=db;Username=u;Password=secret", "Host=db;Username=u;Password=***")]
    public void A_secret_in_what_was_given_for_a_store_is_shown_nowhere(string given, string shown)
    {
        ScriptResult result = _session.Run(
            $"""
            Get-PerfSnapshot -Store '{given}'
            Save-PerfBaseline -Store '{given}/x' -WhatIf
            Save-PerfBaseline -Store '{_session["garbage.db"]}/{given}'
            Set-PerfStore '{_session["garbage.db"]}/{given}'
            $env:PERFTRACKING_STORE, $before = '{_session["garbage.db"]}/{given}', $env:PERFTRACKING_STORE
            Set-PerfStore -Default
            Get-PerfSnapshot
            (Get-PerfStore).Location
            $env:PERFTRACKING_STORE = $before
            """);

        string[] said = [.. result.Errors.Select(static error => $"{error.Exception.Message} {error.TargetObject}"), .. result.Warnings, .. result.Texts];
        Assert.Contains(shown, said[0], StringComparison.Ordinal);
        Assert.True(said.Length >= 3, string.Join('\n', said));
        Assert.All(said, static line => Assert.DoesNotContain("secret", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -ErrorAction Stop")]
    public void What_could_not_be_saved_is_in_the_next_save_to_a_good_store(string action)
    {
        string[] lines = _session.Run(
            $$"""
            Add-PerfMeasurement queue 1
            Start-PerfOperation work; Stop-PerfOperation work
            try { Save-PerfBaseline {{Bad}}{{action}} } catch { }
            Add-PerfMeasurement queue 2
            $row = (Save-PerfBaseline).Measurements.Where({ $_.Metric -eq 'queue' })[0]
            $row.Count, $row.Minimum, $row.Value, @(Get-PerfMeasurement work).Count
            """).Texts;

        Assert.Equal(["2", "1", "2", "1"], lines);
    }

    [Theory]
    [InlineData("Get-PerfSnapshot")]
    [InlineData("Get-PerfSnapshot 1")]
    [InlineData("Get-PerfMeasurement")]
    [InlineData("Get-PerfBaseline")]
    [InlineData("Get-PerfMetric")]
    [InlineData("Get-PerfStore")]
    [InlineData("Set-PerfTarget APP-001 5")]
    [InlineData("Remove-PerfTarget APP-001")]
    [InlineData("Register-PerfMetric x")]
    [InlineData("Unregister-PerfMetric x")]
    [InlineData("Remove-PerfSnapshot 1")]
    [InlineData("Optimize-PerfStore")]
    [InlineData("Get-PerfAlert")]
    [InlineData("Approve-PerfAlert 1")]
    [InlineData("Deny-PerfAlert 1")]
    [InlineData("New-PerfAlert APP-001 1")]
    [InlineData("Set-PerfAlert 1 -Notes x")]
    [InlineData("Add-PerfAnnotation x")]
    [InlineData("Get-PerfAnnotation")]
    [InlineData("Remove-PerfAnnotation 1")]
    [InlineData("Get-PerfPolicy")]
    [InlineData("Set-PerfPolicy Tiered")]
    [InlineData("Get-PerfRegression")]
    [InlineData("Get-PerfChangePoint APP-001")]
    [InlineData("Get-PerfStatus")]
    [InlineData("Get-PerfReport")]
    public void A_command_that_was_asked_for_data_tells_an_error(string command)
    {
        ScriptResult result = _session.Run($"{command} {Bad}");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("NotAStore", ErrorCategory.InvalidData), (ScriptResult.IdOf(error), error.CategoryInfo.Category));
        Assert.Empty(result.Output);
        Assert.Null(result.Thrown);
    }

    [Needs("small disk")]
    public void A_store_that_cannot_be_written_is_read_by_every_command_that_only_looks()
    {
        using var disk = new SmallDisk(4096);
        string store = $"-Store '{disk["performance.db"]}'";
        _session.Run($"1..25 | ForEach-Object {{ Add-PerfMeasurement APP-001 ($_ -lt 15 ? 100 : 900); $null = Save-PerfBaseline shop {store} -WarningAction Ignore }}; Set-PerfStore '{_session.Store}'").AssertClean();
        disk.SetWritable(false);

        Assert.Equal(
            ["25", "25", "APP-001", "Critical", "True", "1", "1", "True", "25", "Calibrated"],
            _session.Lines(
                $$"""
                @(Get-PerfSnapshot {{store}}).Count
                @(Get-PerfMeasurement APP-001 {{store}}).Count
                (Get-PerfStatus APP-001 {{store}}).Metric
                (Get-PerfRegression APP-001 {{store}}).Severity
                @(Get-PerfAlert -Metric APP-001 {{store}}).Count -gt 0
                @(Get-PerfBaseline APP-001 -Warm {{store}}).Count
                @(Get-PerfChangePoint APP-001 {{store}}).Count
                Test-PerfStore {{store}}
                (Get-PerfReport {{store}}).Snapshots
                (Get-PerfPolicy {{store}}).Name
                """));
        ScriptResult saved = _session.Run($"Save-PerfBaseline {store}; Set-PerfTarget APP-001 5 {store}");
        Assert.EndsWith("[StoreReadOnly]", Assert.Single(saved.Warnings), StringComparison.Ordinal);
        Assert.Equal(["StoreReadOnly"], saved.ErrorIds);
    }

    [Fact]
    public void A_bad_store_does_not_pass_its_test()
    {
        ScriptResult result = _session.Run($"Test-PerfStore {Bad}");

        Assert.Equal(["False"], result.Texts);
        Assert.Equal(["NotAStore"], result.ErrorIds);
    }

    [Fact]
    public void The_bad_file_is_left_as_it_is()
    {
        _session.Run($"Save-PerfBaseline {Bad}; Optimize-PerfStore {Bad}; Set-PerfTarget APP-001 5 {Bad}");

        Assert.Equal("notes", File.ReadAllText(_session["garbage.db"]));
    }
}
