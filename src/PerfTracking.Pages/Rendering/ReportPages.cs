using System.Security.Cryptography;
using PerfTracking.Detection;
using PerfTracking.Pages.Reading;
using PerfTracking.Reporting;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Rendering;

/// <summary>Makes the report that is one file: it needs no host, no network and no other file.</summary>
/// <param name="estimator">Who computes baselines.</param>
/// <param name="detector">Who judges.</param>
/// <param name="changes">Who finds changes of level.</param>
public sealed class ReportPages(IBaselineEstimator estimator, IRegressionDetector detector, IChangePointDetector changes)
{
    private const int NonceBytes = 16;

    /// <summary>Renders a report.</summary>
    /// <param name="store">The store it is of.</param>
    /// <param name="report">Its summary.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>A whole HTML document.</returns>
    /// <exception cref="PerfStoreException">The store fails.</exception>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public string Render(IPerfStore store, PerfReport report, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var chrome = new PageChrome { IsReport = true, Nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes)) };
        return PageRenderer.RenderAsync(new ReportReader(estimator, detector, changes).Read(store, report, now, cancellation), chrome).GetAwaiter().GetResult();
    }
}
