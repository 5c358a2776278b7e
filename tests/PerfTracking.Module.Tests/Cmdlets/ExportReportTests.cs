using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Cmdlets;

/// <summary>A report in a file: which format, which name, and what stays as it is.</summary>
[Collection(SharedEngine.Name)]
public sealed class ExportReportTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public ExportReportTests() => _session.Run(
        $"$null = $ExecutionContext.SessionState.Path.SetLocation('{_session.Folder}'); 1..6 | ForEach-Object {{ Add-PerfMeasurement APP-001 (400 + $_); $null = Save-PerfBaseline shop }}; Add-PerfMeasurement EXP-001 90; $null = Save-PerfBaseline other").AssertClean();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("report.html", "", "<!DOCTYPE html>")]
    [InlineData("report.md", "", "# Performance, ")]
    [InlineData("report.markdown", "", "# Performance, ")]
    [InlineData("report.CSV", "", "From,To,Application,")]
    [InlineData("report.json", "", "{\n  \"format\": \"PerfTracking.Report\",")]
    [InlineData("report.txt", "", "<!DOCTYPE html>")]
    [InlineData("report.html", "-Format Markdown", "# Performance, ")]
    public void The_format_is_the_one_that_is_named_or_that_the_name_ends_with(string name, string arguments, string beginning)
    {
        Assert.Equal([name], _session.Lines($"(Export-PerfReport {name} {arguments}).Name"));

        Assert.StartsWith(beginning, File.ReadAllText(_session[name]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "html")]
    [InlineData("-Format Csv", "csv")]
    public void Without_a_name_it_is_that_of_the_day(string arguments, string extension) =>
        Assert.Equal([$"PerfReport-{DateTime.UtcNow:yyyy-MM-dd}.{extension}"], _session.Lines($"(Export-PerfReport {arguments}).Name"));

    [Fact]
    public void The_rows_are_those_of_Get_PerfReport()
    {
        _session.Run("Get-PerfReport -Days 7 -Application shop -Metric APP-001 | Export-PerfReport piped.csv; Export-PerfReport own.csv -Days 7 -Application shop -Metric startup_time_ms").AssertClean();

        string[] piped = [.. File.ReadAllLines(_session["piped.csv"]).Skip(1).Select(WithoutTimes)];
        Assert.Equal(piped, File.ReadAllLines(_session["own.csv"]).Skip(1).Select(WithoutTimes));
        Assert.Equal(
            ["False,APP-001,startup_time_ms,ms,LowerIsBetter,3,404,405,405.9,406,,,Ok", "True,APP-001,startup_time_ms,ms,LowerIsBetter,3,401,402,402.9,403,,,Ok"],
            piped.Select(static line => line[line.IndexOf(line.Contains("True", StringComparison.Ordinal) ? "True" : "False", StringComparison.Ordinal)..]).Order());

        static string WithoutTimes(string line) => string.Join(',', line.Split(',')[2..]);
    }

    [Fact]
    public void A_page_shows_the_application_that_was_asked_for_alone()
    {
        _session.Run("Export-PerfReport shop.html -Application shop").AssertClean();

        string page = File.ReadAllText(_session["shop.html"]);
        Assert.Contains("<title>Performance of shop", page, StringComparison.Ordinal);
        Assert.DoesNotContain("export_time_ms", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Export-PerfReport a.html -NoClobber", "ReportFileExists")]
    [InlineData("$report = Get-PerfReport -Days 1; $null = $report, $report | Export-PerfReport b.csv", "ReportFileWritten")]
    [InlineData("Export-PerfReport missing/a.html", "ReportNotWritten")]
    [InlineData("Export-PerfReport a.html -Application nobody", "ApplicationNotFound")]
    [InlineData("Export-PerfReport a.html -Metric nothing", "MetricNotFound")]
    public void What_cannot_be_written_is_an_error_and_what_was_there_stays(string script, string id)
    {
        File.WriteAllText(_session["a.html"], "kept");

        ScriptResult result = _session.Run(script);

        Assert.Equal([id], result.ErrorIds);
        Assert.Empty(result.Texts);
        Assert.Equal("kept", File.ReadAllText(_session["a.html"]));
    }

    [Theory]
    [InlineData(".", "html", "it is a folder. Give the name of a file in it.")]
    [InlineData("missing/a.md", null, "there is no folder '*missing'.")]
    public void A_place_for_no_file_is_told_as_what_it_is(string path, string? format, string why)
    {
        ScriptResult result = _session.Run($"Export-PerfReport {path}{(format is null ? "" : $" -Format {format}")} -ErrorAction SilentlyContinue; \"$($Error[0])\" -like \"The report cannot be written to '*': {why}\"");

        Assert.Equal(["True"], result.Texts);
    }

    [Fact]
    public void Hostile_names_stay_text_in_every_format()
    {
        _session.Run("Add-PerfMeasurement '=cmd()' 5; $null = Save-PerfBaseline '<script>alert(1)</script>|x' -Environment '=1+1'; 'md', 'csv', 'html' | ForEach-Object { $null = Export-PerfReport \"r.$_\" }").AssertClean();

        Assert.Contains("## &lt;script&gt;alert(1)&lt;/script&gt;\\|x, cold, =1+1", File.ReadAllText(_session["r.md"]), StringComparison.Ordinal);
        Assert.Contains(",<script>alert(1)</script>|x,'=1+1,True,'=cmd(),'=cmd(),", File.ReadAllText(_session["r.csv"]), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert(1)", File.ReadAllText(_session["r.html"]), StringComparison.Ordinal);
    }
}
