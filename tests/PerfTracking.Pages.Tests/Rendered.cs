using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using PerfTracking.Analysis;
using PerfTracking.Pages.Models;
using PerfTracking.Pages.Reading;
using PerfTracking.Pages.Rendering;

namespace PerfTracking.Pages.Tests;

/// <summary>Pages as a browser sees them.</summary>
internal static class Rendered
{
    public static async Task<IDocument> PageAsync(PageModel model, PageChrome? chrome = null) => Parse(await PageRenderer.RenderAsync(model, chrome ?? new PageChrome()));

    public static IDocument Parse(string html) => new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html);

    public static OverviewModel Overview(this DemoHistory history, string query = "") =>
        new OverviewReader(new RegressionDetector()).Read(history.Store, PageQuery.Parse(query), history.Now);

    public static MetricModel Metric(this DemoHistory history, string query, int columns = MetricReader.DefaultColumns) =>
        new MetricReader(new BaselineEstimator(), new ChangePointDetector()).Read(history.Store, PageQuery.Parse(query), history.Now, columns);
}
