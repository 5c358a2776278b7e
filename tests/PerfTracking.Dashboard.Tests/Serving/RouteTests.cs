using System.Net;
using System.Text.RegularExpressions;
using PerfTracking.History;
using PerfTracking.Pages.Tests;

namespace PerfTracking.Dashboard.Tests.Serving;

/// <summary>A reader gets from the overview to everything there is, and finds nothing missing on the way.</summary>
public sealed partial class RouteTests
{
    // Of the many addresses of one path, which differ in what they show.
    private const int AddressesOfPath = 12;

    // What no page leads to: asked for by what watches over a service.
    private static readonly (string Method, string Pattern)[] Unlinked = [("GET", "/health")];

    [Fact]
    public async Task Every_link_is_answered_and_every_route_is_led_to()
    {
        using var history = DemoHistory.WithRegression();
        history.Store.AddAnnotation(new PerfAnnotation { Identity = Guid.CreateVersion7(history.Now), Timestamp = history.Now, Text = "runner image changed", Author = "ada", CreatedAt = history.Now });
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(history.Path, time: history.Clock);
        using HttpClient stranger = dashboard.NewClient();
        HashSet<(string Method, string Path)> reached = [.. (await FormsOf(await stranger.GetAsync(""))).Select(static path => ("POST", path))];
        var known = new HashSet<string> { "/" };
        var waiting = new Queue<string>(known);
        var broken = new List<string>();

        while (waiting.TryDequeue(out string? address))
        {
            using HttpResponseMessage answer = await dashboard.Get(address);
            reached.Add(("GET", address.Split('?')[0]));
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                broken.Add($"{address}: {(int)answer.StatusCode}");
            }

            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            string page = await answer.Content.ReadAsStringAsync();
            reached.UnionWith((await FormsOf(answer)).Select(static path => ("POST", path)));
            foreach (string next in Address().Matches(page).Select(static match => WebUtility.HtmlDecode(match.Groups[1].Value).Split('#')[0]).Where(static next => next.StartsWith('/')))
            {
                if (known.Count(one => one.Split('?')[0] == next.Split('?')[0]) < AddressesOfPath && known.Add(next))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        (string, string)[] unreached =
        [
            .. dashboard.Routes().Where(static route => route.Method != "HEAD").Except(Unlinked)
                .Where(route => !reached.Any(one => one.Method == route.Method && IsOf(one.Path, route.Pattern))),
        ];
        Assert.Empty(broken);
        Assert.Empty(unreached);
    }

    private static bool IsOf(string path, string pattern) => Regex.IsMatch(path, $"^{Placeholder().Replace(pattern, "[^/]+")}$");

    private static async Task<string[]> FormsOf(HttpResponseMessage page) =>
        [.. PostedForm().Matches(await page.Content.ReadAsStringAsync()).Select(static match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    [GeneratedRegex("(?:href|src|data-url|data-live)=\"([^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex("<form[^>]* method=\"post\"[^>]* action=\"([^\"]*)\"")]
    private static partial Regex PostedForm();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
