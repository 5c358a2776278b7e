using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Measuring;

[Collection(SharedEngine.Name)]
public sealed class MeasureTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_measured_block_becomes_a_measurement_of_its_operation()
    {
        Assert.Equal(["done", "APP-001", "1"], _session.Lines("Measure-PerfOperation app_startup { 'done' }; $row = (Save-PerfBaseline).Measurements[0]; $row.Metric, $row.Count"));
    }

    [Fact]
    public void Warm_up_runs_are_run_and_not_measured()
    {
        string[] lines = _session.Lines(
            "$script:runs = 0; Measure-PerfOperation work { $script:runs++ } -Repeat 5 -Warmup 2; $script:runs; (Save-PerfBaseline).Measurements[-1].Count");

        Assert.Equal(["7", "5"], lines);
    }

    [Fact]
    public void As_operations_the_measured_runs_come_out_and_the_works_output_does_not()
    {
        string[] lines = _session.Lines(
            "Measure-PerfOperation work { 'output' } -Repeat 3 -Warmup 1 -Tag @{ a = 1 } -AsOperation | ForEach-Object { \"$($_.Name) $($_.Status) $($_.Tags['a']) $($_.ElapsedMs -gt 0)\" }");

        Assert.Equal(["work Completed 1 True", "work Completed 1 True", "work Completed 1 True"], lines);
    }

    [Fact]
    public void As_operations_the_works_errors_still_come_out()
    {
        ScriptResult result = _session.Run("Measure-PerfOperation work { no-such-command } -AsOperation");

        Assert.Equal(["CommandNotFoundException"], result.ErrorIds);
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData("throw 'broken'")]
    [InlineData("[int]::Parse('x')")]
    [InlineData("$ErrorActionPreference = 'Stop'; no-such-command")]
    public void Work_that_throws_is_a_failed_operation_and_is_measured(string work)
    {
        string[] lines = _session.Lines(
            $"try {{ Measure-PerfOperation work {{ {work} }} }} catch {{ }}; $rows = (Save-PerfBaseline).Measurements; $rows.Where({{ $_.Metric -in 'ERR-001', 'work' }}).Value.ForEach({{ $_ -gt 0 }})");

        Assert.Equal(["True", "True"], lines);
    }

    [Theory]
    [InlineData("break")]
    [InlineData("continue")]
    public void Work_that_leaves_a_loop_is_measured_and_did_not_fail(string work)
    {
        string[] lines = _session.Lines(
            $"foreach ($i in 1) {{ Measure-PerfOperation work {{ {work} }} }}; $rows = (Save-PerfBaseline).Measurements; $rows.Where({{ $_.Metric -eq 'ERR-001' }}).Value; $rows[-1].Metric");

        Assert.Equal(["0", "work"], lines);
    }

    [Fact]
    public void A_repeated_run_that_throws_ends_the_runs()
    {
        string[] lines = _session.Lines(
            "$script:runs = 0; try { Measure-PerfOperation work { $script:runs++; if ($script:runs -eq 2) { throw 'x' } } -Repeat 5 } catch { \"caught $_\" }; $script:runs; (Save-PerfBaseline).Measurements[-1].Count");

        Assert.Equal(["caught x", "2", "2"], lines);
    }

    [Theory]
    [InlineData("Prepare")]
    [InlineData("Cleanup")]
    public void What_fails_around_a_run_is_its_own_error(string parameter)
    {
        string[] lines = _session.Lines($"try {{ Measure-PerfOperation work {{ }} -{parameter} {{ no-such-command }} }} catch {{ $_.FullyQualifiedErrorId; $_.CategoryInfo.Activity }}");

        Assert.Equal(["CommandNotFoundException", ""], lines);
    }

    [Fact]
    public void A_warning_names_the_first_of_many_runs_that_took_unlike_long()
    {
        ScriptResult result = _session.Run("$script:run = 0; Measure-PerfOperation work { if (++$script:run % 4 -eq 0) { [Threading.Thread]::Sleep(20) } } -Repeat 60");

        string warning = Assert.Single(result.Warnings);
        Assert.Matches(@"number \d+(, \d+){9} and \d+ more took unlike long", warning);
    }

    [Fact]
    public void Nested_measurements_know_the_one_around_them()
    {
        Assert.Equal(["outer"], _session.Lines("Measure-PerfOperation outer { (Measure-PerfOperation inner { } -AsOperation).Parent.Name }"));
    }

    [Fact]
    public void A_pipeline_that_is_left_early_leaves_nothing_running()
    {
        _session.Run("function Select-One { process { $_; break } }; foreach ($i in 1) { Measure-PerfOperation work { 1..1000 } | Select-One }");

        Assert.Equal(["0"], _session.Lines("@(Get-PerfOperation).Count"));
    }

    [Fact]
    public void A_program_is_measured_with_its_exit_code_and_processor_time()
    {
        string[] lines = _session.Lines(
            """
            $operation = Measure-PerfOperation launch -FilePath dotnet -ArgumentList '--no-such-option' -AsOperation 2>$null
            $operation.Status, $operation.Program.ExitCode, $LASTEXITCODE, ($operation.Program.CpuTimeMs -gt 0), ($operation.Program.PeakMemoryMiB -gt 1), $operation.Failure.ErrorId
            """);

        Assert.Equal(["Failed", "1", "1", "True", "True", "ProgramExitedWithNonZeroCode"], lines);
    }

    [Fact]
    public void What_a_program_used_is_saved_beside_its_duration()
    {
        string[] lines = _session.Lines("$null = Measure-PerfOperation launch -FilePath dotnet -ArgumentList --version; (Save-PerfBaseline).Measurements.Where({ $_.Metric -like 'launch*' }).Metric");

        Assert.Equal(["launch", "launch.cpu_time_ms", "launch.peak_memory_mb"], lines);
    }

    [Fact]
    public void Arguments_reach_a_program_as_they_are()
    {
        Assert.Equal(["dotnet"], _session.Lines("(Measure-PerfOperation launch -FilePath dotnet -ArgumentList '--info' | ForEach-Object { $_ })[0] -match 'SDK' ? 'dotnet' : 'other'"));
    }

    [Theory]
    [InlineData("no-such-program", "CommandNotFoundException")]
    [InlineData("$program", "NativeCommandFailed")]
    public void A_program_that_did_not_start_is_told_once_and_neither_measured_nor_repeated(string name, string error)
    {
        ScriptResult result = _session.Run(
            $$"""
            $program = [IO.Path]::Combine([IO.Path]::GetTempPath(), "no-program-$([guid]::NewGuid()).exe")
            [IO.File]::WriteAllText($program, 'no program')
            if (-not $IsWindows) { chmod +x $program }
            Measure-PerfOperation launch -FilePath {{name}} -Repeat 3 -AsSummary
            $?
            try { Measure-PerfOperation launch -FilePath {{name}} } catch { "caught $($_.FullyQualifiedErrorId)" }
            [IO.File]::Delete($program)
            (Save-PerfBaseline).Measurements.Where({ $_.Metric -in 'launch', 'ERR-001' }).ForEach({ "$($_.Metric) $($_.Value)" })
            """);

        Assert.Equal(["False", "caught " + error, "ERR-001 0"], result.Texts);
        Assert.Equal([error], result.ErrorIds);
    }

    [Theory]
    [InlineData("no-such-command", "False")]
    [InlineData("Get-Command", "True")]
    public void Whether_a_command_succeeded_is_as_if_it_had_been_typed(string argument, string succeeded)
    {
        ScriptResult result = _session.Run($"$null = Measure-PerfOperation look -FilePath Get-Command -ArgumentList {argument}; $?");

        Assert.Equal([succeeded], result.Texts);
    }

    [Fact]
    public void A_program_that_is_not_there_is_PowerShells_own_error()
    {
        ScriptResult result = _session.Run("Measure-PerfOperation launch -FilePath no-such-program; 'on'");

        Assert.Equal(["on"], result.Texts);
        Assert.Equal(["CommandNotFoundException"], result.ErrorIds);
    }
}
