using System.Net;
using System.Net.Sockets;
using System.Text;
using PerfTracking.Alerts;
using PerfTracking.Dashboard.Tests.Serving;
using PerfTracking.Stores;

namespace PerfTracking.Dashboard.Tests.Security;

/// <summary>What is refused before anything is read or changed.</summary>
public sealed class BorderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:9", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.168.0.7", HttpStatusCode.MisdirectedRequest)]
    public async Task A_name_that_anybody_could_lead_here_is_refused(string host, HttpStatusCode status)
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"]);

        using HttpResponseMessage answer = await dashboard.Send(HttpMethod.Get, "health", ("Host", host));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_name_that_was_given_is_answered()
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"], static options => options with { HostNames = ["perf.example"] });

        using HttpResponseMessage answer = await dashboard.Send(HttpMethod.Get, "health", ("Host", "PERF.example"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere")]
    [InlineData("assets/perftracking.css")]
    [InlineData("chart?metric=APP-001")]
    public async Task Every_answer_tells_browsers_what_to_refuse(string address)
    {
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(_folder["a.db"]);

        using HttpResponseMessage answer = await dashboard.Get(address);

        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(("nosniff", "DENY", "same-origin"), (Header(answer, "X-Content-Type-Options"), Header(answer, "X-Frame-Options"), Header(answer, "Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_change_that_no_form_of_ours_asked_for_is_refused()
    {
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(_folder["a.db"]);

        using HttpResponseMessage without = await dashboard.Post("alerts/decide", ("decision", "approve"), ("id", "1"));
        using HttpResponseMessage wrong = await dashboard.Post("alerts/decide", ("decision", "approve"), ("id", "1"), ("form", "aaaa.bbbb"));
        using HttpResponseMessage json = await dashboard.Client.PostAsync("alerts/decide", new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.All([without, wrong, json], static answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.Contains("Nothing was changed", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_somebody_elses_session_is_refused()
    {
        using var history = PerfTracking.Pages.Tests.DemoHistory.WithRegression();
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(history.Path);
        (string name, string field) = dashboard.FormField();
        using HttpClient other = dashboard.NewClient();
        using HttpResponseMessage entered = await other.PostAsync("sign-in", new FormUrlEncodedContent([new("token", TestDashboard.Token), new("name", "Eve")]));

        using HttpResponseMessage answer = await other.PostAsync("alerts/decide", new FormUrlEncodedContent([new(name, field), new("decision", "approve"), new("id", "1")]));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Forbidden), (entered.StatusCode, answer.StatusCode));
        Assert.Equal(AlertState.Open, history.Store.ReadAlerts(new AlertQuery { Ids = [1] }).Single().State);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:9")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_change_that_another_origin_asks_for_is_refused_though_it_has_the_form(string header, string value)
    {
        using var history = PerfTracking.Pages.Tests.DemoHistory.WithRegression();
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(history.Path);
        var request = new HttpRequestMessage(HttpMethod.Post, "alerts/decide")
        {
            Content = new FormUrlEncodedContent([new("form", dashboard.FormField().Value), new("decision", "approve"), new("id", "1")]),
        };
        request.Headers.Add(header, value);

        using HttpResponseMessage answer = await dashboard.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(AlertState.Open, history.Store.ReadAlerts(new AlertQuery { Ids = [1] }).Single().State);
    }

    [Theory]
    [InlineData("alerts/decide")]
    [InlineData("alerts/new")]
    [InlineData("alerts/move")]
    [InlineData("annotations/add")]
    [InlineData("annotations/remove")]
    public async Task A_read_only_dashboard_refuses_every_change(string address)
    {
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(_folder["a.db"], static options => options with { ReadOnly = true });

        using HttpResponseMessage answer = await dashboard.Post(address, ("id", "1"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("read-only", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("PUT", "metric")]
    [InlineData("DELETE", "snapshots")]
    [InlineData("TRACE", "")]
    [InlineData("GET", "alerts/decide")]
    [InlineData("PROPFIND", "store")]
    public async Task A_wrong_method_is_refused(string method, string address)
    {
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(_folder["a.db"]);

        using HttpResponseMessage answer = await dashboard.Send(new HttpMethod(method), address);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.NotEmpty(answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("assets/../../../../etc/passwd")]
    [InlineData("assets/..%2f..%2fetc%2fpasswd")]
    [InlineData("assets/%2e%2e/appsettings.json")]
    [InlineData("assets/PerfTracking.Dashboard.dll")]
    public async Task What_is_not_there_is_not_found_in_words(string address)
    {
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(_folder["a.db"]);

        using HttpResponseMessage answer = await dashboard.Get(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(
            _folder["a.db"], static options => options with { Limits = options.Limits with { BodyBytes = 100_000, FormFields = 20 } });

        using HttpResponseMessage large = await dashboard.Post("alerts/decide", ("notes", new string('x', 200_000)));
        using HttpResponseMessage many = await dashboard.Post("alerts/decide", [.. Enumerable.Range(0, 50).Select(static i => ("id", $"{i}"))]);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (large.StatusCode, many.StatusCode));
    }

    [Fact]
    public async Task Who_asks_too_much_waits()
    {
        await using TestDashboard dashboard = await TestDashboard.Start(
            _folder["a.db"], static options => options with { Limits = options.Limits with { RequestBurst = 5, RequestsPerSecond = 1 } });

        var answers = new List<HttpResponseMessage>();
        for (int i = 0; i < 12; i++)
        {
            answers.Add(await dashboard.Get("health"));
        }

        Assert.All(answers[..5], static answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        HttpResponseMessage refused = answers.First(static answer => answer.StatusCode != HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta!.Value));
        Assert.Contains("Wait a moment", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        answers.ForEach(static answer => answer.Dispose());
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400")]
    [InlineData("\0\0\0\0\r\n\r\n", "400")]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "400")]
    public async Task What_is_no_request_is_answered_and_ends(string bytes, string status)
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"]);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(dashboard.Dashboard.Url).Port);
        await using NetworkStream stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(bytes));
        using var reader = new StreamReader(stream);
        string? answer = await reader.ReadLineAsync();

        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
