using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Metrics;
using PerfTracking.Pages.Models;
using PerfTracking.Reporting;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Reading;

/// <summary>Reads what a report file holds beside the summary of its period.</summary>
/// <param name="estimator">Who computes baselines.</param>
/// <param name="detector">Who judges.</param>
/// <param name="changes">Who finds changes of level.</param>
public sealed class ReportReader(IBaselineEstimator estimator, IRegressionDetector detector, IChangePointDetector changes)
{
    // A file for a mail: so many columns for all its charts that it stays small, so many for each that it can be read.
    private const int AllColumns = 4000;
    private const int MostColumns = 150;
    private const int LeastColumns = 20;

    /// <summary>Reads the report.</summary>
    /// <param name="store">The store.</param>
    /// <param name="report">The summary; its rows and alerts are what the file shows.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="PerfStoreException">The store fails.</exception>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public ReportModel Read(IPerfStore store, PerfReport report, DateTimeOffset now, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(report);
        string[] applications = [.. report.Metrics.Select(static row => row.Application).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        int columns = Math.Clamp(AllColumns / Math.Max(1, report.Metrics.Count), LeastColumns, MostColumns);
        var query = new PageQuery { Range = new TimeRange(null, report.From, report.To), Application = applications is [{ } only] ? only : null, Branch = report.Branch };
        return new ReportModel
        {
            Query = query,
            Now = now,
            Choices = ChoicesReader.Read(store, query) with { Application = query.Application },
            Store = store.Location.Text,
            Report = report,
            Alerts = [.. report.Alerts.OrderByDescending(static alert => alert.State == AlertState.Open).ThenByDescending(static alert => alert.Severity).ThenByDescending(static alert => alert.RaisedAt)],
            Sections = [.. applications.Select(application => Section(store, report, query with { Application = application }, now, columns, cancellation))],
        };
    }

    // Where all rows of an application are of one environment, or of one kind of start, so is everything else.
    private ReportSection Section(IPerfStore store, PerfReport report, PageQuery period, DateTimeOffset now, int columns, CancellationToken cancellation)
    {
        PerfReportMetric[] rows = [.. report.Metrics.Where(row => string.Equals(row.Application, period.Application, StringComparison.OrdinalIgnoreCase))];
        PageQuery query = period with
        {
            Environment = Only(rows.Select(static row => row.Environment)),
            Cold = rows.All(static row => row.Cold) ? true : rows.Any(static row => row.Cold) ? null : false,
        };
        var over = new OverviewReader(detector);
        var metrics = new MetricReader(estimator, changes);
        cancellation.ThrowIfCancellationRequested();
        OverviewModel overview = over.Read(store, query, now);
        string[] shown = [.. rows.Intersect(report.ShownMetrics).Select(static row => row.Metric).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new ReportSection(
            overview with { Index = rows.Any(static row => row.Metric == BuiltInMetrics.PerformanceIndex) ? overview.Index : null, Cards = [.. overview.Cards.Where(card => shown.Contains(card.Metric.Id, StringComparer.OrdinalIgnoreCase))] },
            [.. shown.Select(metric => ReadMetric(metric)).Where(static model => model.Lines.Count > 0)]);

        MetricModel ReadMetric(string metric)
        {
            cancellation.ThrowIfCancellationRequested();
            return metrics.Read(store, query with { Metric = metric }, now, columns);
        }
    }

    private static string? Only(IEnumerable<string> names) => names.Distinct(StringComparer.OrdinalIgnoreCase).ToArray() is [{ } only] ? only : null;
}
