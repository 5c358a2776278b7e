using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Verdicts;

/// <summary>Sessions in which an application saves a history that is the same every time.</summary>
internal static class Shop
{
    /// <summary>Saves values of a metric, one a snapshot; makes a level with less than one per cent of noise; warms the application up.</summary>
    public const string Functions =
        """
        function Save-Value([string] $Metric, [double[]] $Value, [string] $Environment = 'lab') {
            foreach ($one in $Value) {
                # What the test process needs is no concern of any test.
                Add-PerfMeasurement MEM-001 100
                Add-PerfMeasurement MEM-002 10
                if ($Metric) { Add-PerfMeasurement $Metric $one }
                Save-PerfBaseline shop -Environment $Environment -WarningAction SilentlyContinue
            }
        }

        function Get-Level([double] $Level, [int] $Count) {
            foreach ($i in 1..$Count) { $Level * (1 + ($i * 7 % 5 - 2) * 0.004) }
        }

        $null = Save-Value '' 0, 0, 0
        """;

    /// <summary>A session with these functions, and three cold snapshots saved: what comes next is warm.</summary>
    public static ModuleSession Open()
    {
        var session = new ModuleSession();
        session.Run(Functions).AssertClean();
        return session;
    }
}
