using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PerfTracking.Dashboard.Hosting;
using PerfTracking.Dashboard.Security;
using PerfTracking.Dashboard.Settings;
using PerfTracking.Dashboards;
using PerfTracking.Storage;

namespace PerfTracking.Dashboard.Tests.Serving;

/// <summary>A dashboard that listens on this machine, and somebody who talks to it as a browser does.</summary>
internal sealed class TestDashboard : IAsyncDisposable
{
    public const string Token = "a token of the tests";

    private readonly WebApplication _application;
    private readonly SqliteStore _store;

    private TestDashboard(WebApplication application, SqliteStore store, PerfDashboard dashboard)
    {
        _application = application;
        _store = store;
        Dashboard = dashboard;
        Client = NewClient();
    }

    public PerfDashboard Dashboard { get; }

    /// <summary>Keeps cookies, and follows no redirection.</summary>
    public HttpClient Client { get; }

    public static async Task<TestDashboard> Start(string storePath, Func<DashboardOptions, DashboardOptions>? with = null, TimeProvider? time = null, TimeSpan? lockTimeout = null)
    {
        var options = new DashboardOptions { Store = storePath, Token = Token };
        options = with?.Invoke(options) ?? options;
        var store = new SqliteStore(storePath, lockTimeout ?? TimeSpan.FromMilliseconds(200));
        WebApplication application = DashboardApplication.Build(options, store, time ?? TimeProvider.System);
        await application.StartAsync();
        return new TestDashboard(application, store, DashboardApplication.Describe(application, options));
    }

    /// <summary>One whose client was let in.</summary>
    public static async Task<TestDashboard> StartSignedIn(string storePath, Func<DashboardOptions, DashboardOptions>? with = null, TimeProvider? time = null)
    {
        TestDashboard dashboard = await Start(storePath, with, time);
        using HttpResponseMessage entered = await dashboard.Get("?token=" + Uri.EscapeDataString(Token));
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        return dashboard;
    }

    /// <summary>Somebody else.</summary>
    public HttpClient NewClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new Uri(Dashboard.Url) };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return client;
    }

    public Task<HttpResponseMessage> Get(string address) => Client.GetAsync(address);

    public Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] fields) =>
        Client.PostAsync(address, new FormUrlEncodedContent(fields.Select(static field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> Send(HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, address);
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }

    /// <summary>The requests that something answers, as <c>GET /alerts</c>.</summary>
    public IEnumerable<(string Method, string Pattern)> Routes() =>
        from endpoint in _application.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
        select (method, endpoint.RoutePattern.RawText!);

    /// <summary>The field that proves a form of whoever the client was let in as.</summary>
    public (string Name, string Value) FormField() => (FormSeal.Field, _application.Services.GetRequiredService<FormSeal>().FieldFor(Environment.UserName).Value);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
        _store.Dispose();
    }
}
