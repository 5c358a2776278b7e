using PerfTracking.Analysis;
using PerfTracking.Dashboard.Answers;
using PerfTracking.Dashboard.Security;
using PerfTracking.Formats.Tables;
using PerfTracking.Pages;
using PerfTracking.Pages.Reading;
using PerfTracking.Pages.Rendering;
using PerfTracking.Reporting;
using PerfTracking.Stores;

namespace PerfTracking.Dashboard.Endpoints;

/// <summary>What is shown, as files.</summary>
internal sealed class DownloadEndpoints(IPerfStore store, TimeProvider time)
{
    private const int ReportDays = 30;

    /// <summary>Adds the endpoints.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        Map(PagePath.Csv + PagePath.Measurements, context => WriteCsv(context, "measurements", query => store.ReadMeasurements(
            query.Snapshot is { } snapshot ? new HistoryQuery { SnapshotIds = [snapshot] } : query.ToHistory(time.GetUtcNow())), CsvTable.WriteAsync));
        Map(PagePath.Csv + PagePath.Snapshots, context => WriteCsv(context, "snapshots", query =>
            store.ReadSnapshots((query with { Metric = null }).ToHistory(time.GetUtcNow()) with { Metric = NameFilter.None }), CsvTable.WriteAsync));
        Map(PagePath.Csv + PagePath.Alerts, context => WriteCsv(context, "alerts", query => AlertsReader.ReadShown(store, query, time.GetUtcNow()), CsvTable.WriteAsync));
        Map(PagePath.Report, WriteReport);

        void Map(string path, RequestDelegate answer) => routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], answer).RequireRateLimiting(RequestLimits.Pages);
    }

    private Task WriteReport(HttpContext context)
    {
        DateTimeOffset now = time.GetUtcNow();
        HistoryQuery shown = PageQuery.Parse(context.Request.QueryString.Value).ToHistory(now);
        PerfReport report = ReportBuilder.Build(store, store, shown with { Since = null, Until = null }, now, TimeSpan.FromDays(ReportDays), store, context.RequestAborted);
        string page = new ReportPages(new BaselineEstimator(), new RegressionDetector(), new ChangePointDetector()).Render(store, report, now, context.RequestAborted);
        context.Response.Headers.ContentDisposition = "attachment; filename=\"performance-report.html\"";
        return Html.Write(context, Task.FromResult(page));
    }

    private static async Task WriteCsv<TRow>(
        HttpContext context, string name, Func<PageQuery, IEnumerable<TRow>> read, Func<TextWriter, IEnumerable<TRow>, CancellationToken, Task> write)
    {
        IEnumerable<TRow> rows = Begun(read(PageQuery.Parse(context.Request.QueryString.Value)));
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        await using var writer = new StreamWriter(context.Response.Body, CsvTable.Encoding, bufferSize: 64 * 1024, leaveOpen: true);
        await write(writer, rows, context.RequestAborted);
    }

    // A store that cannot be read says so before there is an answer that would have to be broken off.
    private static IEnumerable<TRow> Begun<TRow>(IEnumerable<TRow> rows)
    {
        IEnumerator<TRow> rest = rows.GetEnumerator();
        try
        {
            return Rest(rest, rest.MoveNext());
        }
        catch
        {
            rest.Dispose();
            throw;
        }
    }

    private static IEnumerable<TRow> Rest<TRow>(IEnumerator<TRow> rest, bool hasRow)
    {
        using (rest)
        {
            for (; hasRow; hasRow = rest.MoveNext())
            {
                yield return rest.Current;
            }
        }
    }
}
