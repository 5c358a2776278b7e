using System.Globalization;
using PerfTracking.AnalysisBenchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not ["--verdicts", ..])
{
    // ED-PELT's cost grows with the square of the length; at 100,000 points it can take many minutes.
    var patience = TimeSpan.FromSeconds(args is ["--patience", var seconds] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 120);
    ChangePointCost.Measure(patience);
    Console.WriteLine();
}

VerdictCost.Measure(eachMetric: args is ["--verdicts", "each"]);

// A detector that outlasted its patience is still at work on its own thread.
Environment.Exit(0);
