using System.Management.Automation;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Cmdlets;

[Collection(SharedEngine.Name)]
public sealed class CompletionTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Add-PerfMeasurement APP", "APP-001")]
    [InlineData("Get-PerfMetric 'startup", "startup_time_ms")]
    [InlineData("Get-PerfBaseline -Metric MEM", "MEM-001", "MEM-002")]
    [InlineData("Set-PerfTarget gc_", "gc_collection_count", "gc_pause_ms")]
    [InlineData("Start-PerfOperation app", "app_startup")]
    [InlineData("Start-PerfOperation nothing-like-this")]
    public void Names_of_the_catalogue_are_offered(string line, params string[] expected)
    {
        Assert.Equal(expected, Complete(line));
    }

    [Fact]
    public void A_registered_metric_is_offered_with_quotes_where_it_needs_them()
    {
        _session.Run("Register-PerfMetric \"import's rate\"; Register-PerfMetric import_count").AssertClean();

        Assert.Equal(["'import''s rate'", "import_count"], Complete("Get-PerfMetric imp"));
    }

    [Fact]
    public void A_running_operation_is_offered_first()
    {
        _session.Run("Start-PerfOperation validate_orders").AssertClean();

        Assert.Equal(["validate_orders", "validation"], Complete("Stop-PerfOperation val"));
    }

    [Fact]
    public void Snapshots_are_offered_latest_first()
    {
        _session.Run("1..3 | ForEach-Object { $null = Save-PerfBaseline shop }").AssertClean();

        Assert.Equal(["3", "2", "1"], Complete("Get-PerfSnapshot "));
        Assert.Equal(["2"], Complete("Remove-PerfSnapshot -Id 2"));
    }

    [Fact]
    public void Applications_are_offered()
    {
        _session.Run("$null = Save-PerfBaseline shop; $null = Save-PerfBaseline 'my shop'").AssertClean();

        Assert.Equal(["'my shop'", "shop"], Complete("Get-PerfSnapshot -Application "));
        Assert.Equal(["shop"], Complete("Save-PerfBaseline s"));
    }

    [Theory]
    [InlineData("Get-PerfSnapshot -Application 'web[", "'web`[1`]'")]
    [InlineData("Get-PerfSnapshot -Application web[", "'web`[1`]'")]
    [InlineData("Get-PerfSnapshot -Application 'web`[", "'web`[1`]'")]
    [InlineData("Get-PerfSnapshot -Application \"web[1]\"", "'web`[1`]'")]
    [InlineData("PerfTracking\\Get-PerfSnapshot -Application WEB", "web1", "'web`[1`]'")]
    [InlineData("Get-PerfSnapshot -Application w*")]
    [InlineData("Save-PerfBaseline 'web[", "'web[1]'")]
    [InlineData("Set-PerfTarget APP-001 5 -Application 'web[", "'web[1]'")]
    [InlineData("Get-PerfSnapshot -Application 'it''s", "'it''s'")]
    [InlineData("Get-PerfSnapshot -Application \"it's", "'it''s'")]
    [InlineData("Get-PerfSnapshot -Application it`'", "'it''s'")]
    [InlineData("Get-PerfSnapshot -Application \"say `\"", "'say \"hi\"'")]
    [InlineData("Get-PerfSnapshot -Application \"say \"\"h", "'say \"hi\"'")]
    public void Names_with_brackets_and_quotes_are_found_and_offered_as_the_parameter_takes_them(string line, params string[] expected)
    {
        _session.Run("'web[1]', 'web1', \"it's\", 'say \"hi\"' | ForEach-Object { $null = Save-PerfBaseline $_ }").AssertClean();

        Assert.Equal(expected, Complete(line));
    }

    [Fact]
    public void A_command_with_a_prefix_is_completed_as_without_one()
    {
        _session.Run($"$null = Save-PerfBaseline 'web[1]'; Import-Module '{Built.Manifest}' -Prefix My").AssertClean();

        Assert.Equal(["'web`[1`]'"], Complete("Get-MyPerfSnapshot -Application web"));
        Assert.Equal(["'web[1]'"], Complete("Save-MyPerfBaseline web"));
    }

    [Theory]
    [InlineData("Get-PerfSnapshot -Application 'web[", "web[1]")]
    [InlineData("Save-PerfBaseline 'web[", "web[1]")]
    public void What_was_completed_is_the_name_that_was_meant(string line, string application)
    {
        _session.Run("'web[1]', 'web1' | ForEach-Object { $null = Save-PerfBaseline $_ }").AssertClean();

        string completed = Assert.Single(Complete(line));
        Assert.Equal([application], _session.Lines($"({line[..line.IndexOf('\'', StringComparison.Ordinal)]}{completed}).Application"));
    }

    [Fact]
    public void Environments_are_offered_latest_first()
    {
        _session.Run("$null = Save-PerfBaseline shop -Environment lab; $null = Save-PerfBaseline shop -Environment 'runner 2'").AssertClean();

        Assert.Equal(["'runner 2'", "lab"], Complete("Get-PerfBaseline -Environment "));
        Assert.Equal(["lab"], Complete("Save-PerfBaseline shop -Environment l"));
    }

    [Fact]
    public void The_store_that_the_line_names_is_the_one_that_is_asked()
    {
        _session.Run($"$null = Save-PerfBaseline elsewhere -Store '{_session["other.db"]}'").AssertClean();

        Assert.Equal(["elsewhere"], Complete($"Get-PerfSnapshot -Store '{_session["other.db"]}' -Application "));
    }

    [Theory]
    [InlineData("Get-PerfSnapshot ")]
    [InlineData("Get-PerfSnapshot -Application ")]
    [InlineData("Add-PerfMeasurement APP", "APP-001")]
    public void A_bad_store_is_no_trouble(string line, params string[] expected)
    {
        File.WriteAllText(_session.Store, "notes");

        Assert.Equal(expected, Complete(line));
    }

    [Fact]
    public void Benchmarks_are_looked_for_near_and_not_behind_tens_of_thousands_of_files()
    {
        string folder = _session["benchmarks"], many = Path.Combine(folder, "many");
        Directory.CreateDirectory(Path.Combine(many, "below"));
        File.WriteAllText(Path.Combine(folder, "Near.Perf.ps1"), "New-PerfBenchmark near { }");
        File.WriteAllText(Path.Combine(many, "below", "Far.Perf.ps1"), "New-PerfBenchmark far { }");
        string line = $"Invoke-PerfBenchmark -LiteralPath '{folder}' -Name ";
        Assert.Equal(["near", "far"], Complete(line));

        foreach (int number in Enumerable.Range(0, 20_000))
        {
            File.WriteAllBytes(Path.Combine(many, $"{number}"), []);
        }

        Assert.Equal(["near"], Complete(line));
    }

    private string[] Complete(string line)
    {
        using var shell = PowerShell.Create(_session.Runspace);
        CommandCompletion completion = CommandCompletion.CompleteInput(line, line.Length, options: null, shell);
        return [.. completion.CompletionMatches.Where(match => match.ResultType == CompletionResultType.ParameterValue).Select(match => match.CompletionText)];
    }
}
