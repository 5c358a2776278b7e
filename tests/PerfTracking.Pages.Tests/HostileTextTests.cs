using AngleSharp.Dom;
using PerfTracking.Analysis;
using PerfTracking.Pages.Models;
using PerfTracking.Pages.Reading;
using PerfTracking.Pages.Rendering;

namespace PerfTracking.Pages.Tests;

/// <summary>What a store holds is text, whatever it looks like.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] AddressAttributes = ["href", "src", "action"];

    public static TheoryData<string> Texts() =>
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg onload=alert(1)>",
        "javascript:alert(1)",
        "</script><script>alert(1)</script>",
        "</title></style></textarea><b>x</b>",
        "<!--",
        "{{7*7}} @(1+1) &amp; &#60;b&#62;",
        "\u202Egnp.exe\u202C \u2066x\u2069",
        "tags\twith\ttabs",
        new string('x', 10_000),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Names_commits_and_branches_stay_text(string text)
    {
        using var history = new DemoHistory();
        for (int i = 0; i < 12; i++)
        {
            history.Save([("APP-001", i < 6 ? 400 : 900)], application: text, environment: text, commit: text, branch: text, tags: new Dictionary<string, string> { [text] = text });
        }

        string query = new PageQuery { Application = text, Environment = text, Branch = text, Metric = text }.ToQueryString();
        foreach (PageModel model in new PageModel[]
        {
            history.Overview(), history.Metric("metric=APP-001"), history.Overview(query), history.Metric(query),
            new AlertsReader(new ChangePointDetector()).Read(history.Store, PageQuery.Parse("state=all"), history.Now), new AlertsReader(new ChangePointDetector()).Read(history.Store, PageQuery.Parse(query), history.Now),
            SnapshotsReader.Read(history.Store, PageQuery.Parse("range=all"), history.Now), new SnapshotReader(new RegressionDetector()).Read(history.Store, new PageQuery { Snapshot = 12 }, history.Now),
            CompareReader.Read(history.Store, new PageQuery { Left = "branch:" + text, Right = text }, history.Now), StoreReader.Read(history.Store, PageQuery.Parse(query), history.Now),
        })
        {
            string html = await PageRenderer.RenderAsync(model, new PageChrome());
            AssertHarmless(Rendered.Parse(html));
            AssertHarmless(Rendered.Parse(await PageRenderer.RenderAsync(model, new PageChrome { IsReport = true, Nonce = "n" })));
        }

        Assert.Equal(text.Trim(), (await Rendered.PageAsync(history.Overview())).QuerySelector("h1")!.TextContent.Trim());
    }

    internal static void AssertHarmless(IDocument page)
    {
        Assert.Empty(page.QuerySelectorAll("img, iframe, object, embed, b"));
        Assert.DoesNotContain(page.All, static element => element.Attributes.Any(static attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(page.QuerySelectorAll("[href], [src], [action]"), static element =>
            AddressAttributes.Any(name => element.GetAttribute(name)?.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) == true));
        Assert.All(page.QuerySelectorAll("script"), static script => Assert.True(
            script.GetAttribute("type") == "application/json" || script.GetAttribute("src")?.StartsWith("/assets/", StringComparison.Ordinal) == true || script.GetAttribute("nonce") == "n",
            script.OuterHtml));
    }
}
