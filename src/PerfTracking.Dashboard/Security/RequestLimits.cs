using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using PerfTracking.Dashboard.Settings;

namespace PerfTracking.Dashboard.Security;

/// <summary>How much one address, and all of them, may ask.</summary>
internal static class RequestLimits
{
    /// <summary>The limit of pages that are made at once.</summary>
    public const string Pages = nameof(Pages);

    private const int WaitingPages = 500;

    /// <summary>Sets the limits of requests up.</summary>
    public static void Configure(RateLimiterOptions limiter, Limits limits)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context => RateLimitPartition.GetTokenBucketLimiter(
            AddressOf(context),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limits.RequestBurst,
                TokensPerPeriod = limits.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
        limiter.AddConcurrencyLimiter(Pages, concurrency =>
        {
            concurrency.PermitLimit = limits.PagesAtOnce;
            concurrency.QueueLimit = WaitingPages;
        });
        limiter.OnRejected = static (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            return ValueTask.CompletedTask;
        };
    }

    /// <summary>The limit of wrong tokens that are tried.</summary>
    public static PartitionedRateLimiter<HttpContext> Tries(Limits limits) => PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
        RateLimitPartition.GetFixedWindowLimiter(
            AddressOf(context),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.TriesPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    private static IPAddress AddressOf(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;
}
