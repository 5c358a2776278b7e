using PerfTracking.Analysis;
using PerfTracking.Dashboard.Answers;
using PerfTracking.Dashboard.Live;
using PerfTracking.Dashboard.Security;
using PerfTracking.Dashboard.Settings;
using PerfTracking.Pages;
using PerfTracking.Pages.Charts;
using PerfTracking.Pages.Models;
using PerfTracking.Pages.Reading;
using PerfTracking.Pages.Rendering;
using PerfTracking.Stores;

namespace PerfTracking.Dashboard.Endpoints;

/// <summary>The pages, and the data of their charts.</summary>
internal sealed class PageEndpoints(DashboardOptions options, IPerfStore store, TimeProvider time, FormSeal seal, LiveStore live, SharedPages shared, Notices notices, IdleMemory memory)
{
    private static readonly BaselineEstimator Estimator = new();
    private static readonly RegressionDetector Detector = new();
    private static readonly ChangePointDetector Changes = new();

    private readonly OverviewReader _overview = new(Detector);
    private readonly MetricReader _metric = new(Estimator, Changes);
    private readonly AlertsReader _alerts = new(Changes);
    private readonly SnapshotReader _snapshot = new(Detector);

    /// <summary>Adds the endpoints.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        MapPage(PagePath.Overview, _overview.Read);
        MapPage(PagePath.Metric, (store, query, now) => _metric.Read(store, query, now));
        MapPage(PagePath.Alerts, _alerts.Read);
        MapPage(PagePath.Snapshots, SnapshotsReader.Read);
        MapPage(PagePath.Snapshot, _snapshot.Read);
        MapPage(PagePath.Compare, CompareReader.Read);
        MapPage(PagePath.Store, StoreReader.Read);
        MapGet(PagePath.ChartData, WriteChart);

        void MapPage(string path, Func<IPerfStore, PageQuery, DateTimeOffset, PageModel> read) => MapGet(path, context => Write(context, read));

        void MapGet(string path, RequestDelegate answer) => routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], context =>
        {
            memory.Used();
            return answer(context);
        }).RequireRateLimiting(RequestLimits.Pages);
    }

    private Task Write(HttpContext context, Func<IPerfStore, PageQuery, DateTimeOffset, PageModel> read)
    {
        // What became of a change is for whoever made it.
        PageNotice? notice = notices.Take(context);
        return Html.Write(context, notice is null ? Shared() : Make(live.Latest(), notice), page => options.ReadOnly ? page : seal.FillIn(page, SignIn.NameOf(context)));

        Task<string> Shared() => shared.Get(context.Request.Path + context.Request.QueryString, version => Make(version, shown: null));

        Task<string> Make(long version, PageNotice? shown)
        {
            PageModel model = read(store, PageQuery.Parse(context.Request.QueryString.Value), time.GetUtcNow());
            return PageRenderer.RenderAsync(model, Chrome(version, shown));
        }
    }

    // What comes after the version is news for the page.
    private PageChrome Chrome(long version, PageNotice? notice) => new()
    {
        BasePath = options.BasePath,
        IsReadOnly = options.ReadOnly,
        Antiforgery = options.ReadOnly ? null : seal.BlankField,
        LiveUrl = live.Address(version),
        Notice = notice,
    };

    private Task WriteChart(HttpContext context)
    {
        MetricModel model = _metric.Read(store, PageQuery.Parse(context.Request.QueryString.Value), time.GetUtcNow());
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(ChartJson.Of(model), context.RequestAborted);
    }
}
