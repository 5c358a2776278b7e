using System.Globalization;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using PerfTracking.Dashboard.Answers;
using PerfTracking.Dashboard.Endpoints;
using PerfTracking.Dashboard.Live;
using PerfTracking.Dashboard.Security;
using PerfTracking.Dashboard.Settings;
using PerfTracking.Dashboards;
using PerfTracking.Stores;

namespace PerfTracking.Dashboard.Hosting;

/// <summary>The composition: what answers, and what every request passes before.</summary>
internal static class DashboardApplication
{
    /// <summary>How long a lock of another process is waited for: a reader who waits longer asks again.</summary>
    public static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    private const int MaxConnections = 1000;
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Puts a dashboard together; nothing listens before it is started.</summary>
    public static WebApplication Build(DashboardOptions options, IPerfStore store, TimeProvider time)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Bind, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Limits.BodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        });

        IServiceCollection services = builder.Services;
        services.AddSingleton(options).AddSingleton(store).AddSingleton(time).AddSingleton<IdleMemory>();
        services.AddSingleton<Session>().AddSingleton<Ticket>().AddSingleton<HostCheck>().AddSingleton<SignIn>().AddSingleton<FormSeal>().AddSingleton<ChangeGuard>();
        services.AddSingleton<KnownStore>().AddSingleton<Words>().AddSingleton<Troubles>().AddSingleton<Notices>().AddSingleton<LiveStore>().AddSingleton<SharedPages>().AddSingleton<PageEndpoints>().AddSingleton<ChangeEndpoints>().AddSingleton<DownloadEndpoints>();
        services.AddRoutingCore();
        services.AddRateLimiter(limiter => RequestLimits.Configure(limiter, options.Limits));
        services.Configure<FormOptions>(form => form.ValueCountLimit = options.Limits.FormFields);

        services.AddResponseCompression(static compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(static brotli => brotli.Level = CompressionLevel.Optimal);

        WebApplication application = builder.Build();
        Connect(application, options);
        return application;
    }

    /// <summary>What a running dashboard is.</summary>
    public static PerfDashboard Describe(WebApplication application, DashboardOptions options)
    {
        string address = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        int port = BindingAddress.Parse(address).Port;
        string host = options.Bind.Equals(IPAddress.Any) || options.Bind.Equals(IPAddress.IPv6Any) ? Dns.GetHostName()
            : options.Bind.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{options.Bind}]"
            : options.Bind.ToString();
        string url = string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}{options.BasePath}/");
        return new PerfDashboard
        {
            Url = url,
            StartUrl = options.HasOwnToken ? null : $"{url}?{SignIn.TokenField}={options.Token}",
            ProcessId = Environment.ProcessId,
            Store = application.Services.GetRequiredService<IPerfStore>().Location.Text,
            ReadOnly = options.ReadOnly,
            Detached = options.LifeTime == LifeTime.Detached,
            Started = application.Services.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
    }

    private static void Connect(WebApplication application, DashboardOptions options)
    {
        IServiceProvider services = application.Services;
        Words words = services.GetRequiredService<Words>();
        HostCheck hosts = services.GetRequiredService<HostCheck>();
        SignIn signIn = services.GetRequiredService<SignIn>();
        KnownStore known = services.GetRequiredService<KnownStore>();
        ChangeGuard changes = services.GetRequiredService<ChangeGuard>();

        application.UseResponseCompression();
        application.Use(SecurityHeaders.Add);
        application.Use(services.GetRequiredService<Troubles>().Answer);
        application.Use((context, next) => hosts.Allows(context.Request.Host)
            ? next(context)
            : words.Write(context, StatusCodes.Status421MisdirectedRequest, "This dashboard does not go by the name that was asked for."));
        application.UsePathBase(options.BasePath);
        application.UseRouting();
        application.UseRateLimiter();
        application.Use(signIn.Check);
        application.Use(changes.Check);
        application.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<PublicAttribute>() is null ? known.Check(context, next) : next(context));
        application.MapGet("/health", static context => context.Response.WriteAsync("ok")).WithMetadata(new PublicAttribute());
        application.MapPost(SignIn.Path, signIn.Post).WithMetadata(new PublicAttribute());
        application.MapGet(LiveStore.Path, services.GetRequiredService<LiveStore>().Answer);
        AssetEndpoints.Map(application);
        services.GetRequiredService<PageEndpoints>().Map(application);
        services.GetRequiredService<ChangeEndpoints>().Map(application);
        services.GetRequiredService<DownloadEndpoints>().Map(application);
    }
}
