using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Cmdlets;

[Collection(SharedEngine.Name)]
public sealed class WhatIfTests : IDisposable
{
    // It changes nothing but the file; what it compared comes out all the same.
    private const string Comparing = "Compare-PerfBenchmark 1,2,3 1,2,3 -OutFile comparison.json";

    private static readonly string[] Commands =
    [
        "Save-PerfBaseline", "Remove-PerfSnapshot 1", "Register-PerfMetric other", "Unregister-PerfMetric mine", "Set-PerfTarget APP-001 5",
        "Remove-PerfTarget APP-001", "Optimize-PerfStore", "Set-PerfStore -RetentionDays 3", "Set-PerfStore elsewhere.db",
        "Approve-PerfAlert 1", "Approve-PerfAlert 1 -Rebaseline", "Deny-PerfAlert 1", "Set-PerfPolicy Tiered", "Set-PerfAlert 1 -Notes x",
        "New-PerfAlert queue 3", "Add-PerfAnnotation x", "Remove-PerfAnnotation -Text kept",
        "Import-PerfMeasurement $rows -Application other", "Export-PerfReport report.html", "Export-PerfComparison report.md -InputObject (Compare-PerfBenchmark 1,2,3 1,2,3)",
        "Publish-PerfComparison -InputObject (Compare-PerfBenchmark 1,2,3 1,2,3)", Comparing, "Start-PerfDashboard", "Stop-PerfDashboard",
    ];

    private readonly ModuleSession _session = new();

    public WhatIfTests()
    {
        File.WriteAllLines(_session["rows.csv"], ["Name,Value", "a,1"]);
        _session.Run($"$rows = '{_session["rows.csv"]}'").AssertClean();
    }

    public static TheoryData<string> Changing => [.. Commands];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Changing))]
    public void Nothing_happens(string command)
    {
        _session.Run("Register-PerfMetric mine; Add-PerfMeasurement APP-001 5000; $null = Save-PerfBaseline -WarningAction Ignore; Add-PerfAnnotation kept; 1..2 | ForEach-Object { Add-PerfMeasurement queue $_; $null = Save-PerfBaseline -WarningAction Ignore }; Add-PerfMeasurement queue 5").AssertClean();
        Assert.Single(_session.Lines("Get-PerfAlert"));
        (string, string)[] before = Files();

        Assert.Equal(command == Comparing ? 1 : 0, _session.Lines($"{command} -WhatIf").Length);

        Assert.Equal(before, Files());
        Assert.Equal([_session.Store, "queue"], _session.Lines("(Get-PerfStore).Path; (Save-PerfBaseline).Measurements[-1].Metric"));
    }

    [Fact]
    public void Every_changing_cmdlet_is_among_these()
    {
        string[] changing = _session.Lines("(Get-Command -Module PerfTracking).Where({ $_.Parameters.ContainsKey('WhatIf') }).Name");

        Assert.Equal(changing.Order(), Commands.Select(command => command.Split(' ')[0]).Distinct().Order());
    }

    [Fact]
    public void A_store_is_not_made_by_asking_what_would_be()
    {
        _session.Run("Save-PerfBaseline -WhatIf; Register-PerfMetric x -WhatIf; Optimize-PerfStore -WhatIf; Set-PerfStore -RetentionDays 2 -WhatIf").AssertClean();

        Assert.False(File.Exists(_session.Store));
    }

    private (string, string)[] Files() =>
        [.. Directory.GetFiles(_session.Folder).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)).Order().Select(file => (file, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))))];
}
