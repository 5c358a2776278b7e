using System.Globalization;
using PerfTracking.Dashboard.Settings;
using PerfTracking.Stores;

namespace PerfTracking.Dashboard.Live;

/// <summary>
/// Tells pages of news: as server-sent events, each of them on a connection of its own that ends at once. The browser asks again
/// after a second by itself. Connections that stay open would be the six that a browser has for one host, and the seventh tab
/// would never load.
/// </summary>
internal sealed class LiveStore(DashboardOptions options, IPerfStore store, TimeProvider time)
{
    /// <summary>Where pages hear of news.</summary>
    public const string Path = "/live";

    private const string VersionField = "v";
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(250);

    // Versions of a process mean nothing to another one.
    private readonly long _start = time.GetUtcNow().ToUnixTimeMilliseconds();
    private readonly Lock _gate = new();
    private long _version;
    private long _readAt = long.MinValue;

    /// <summary>A number that changes with the store. However many ask, the store is asked four times a second at the most.</summary>
    public long Version()
    {
        lock (_gate)
        {
            return _readAt == long.MinValue || time.GetElapsedTime(_readAt) > Freshness ? Latest() : _version;
        }
    }

    /// <summary>The same as of this moment: what was committed before is in it.</summary>
    public long Latest()
    {
        lock (_gate)
        {
            (_version, _readAt) = (store.ReadVersion(), time.GetTimestamp());
            return _version;
        }
    }

    /// <summary>The address at which a page hears of what came after a version.</summary>
    /// <param name="version">The version that the page shows, or one before it.</param>
    public string Address(long version) => $"{options.BasePath}{Path}?{VersionField}={Name(version)}";

    /// <summary>Answers a page that asks for news.</summary>
    public Task Answer(HttpContext context)
    {
        string known = context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } latest] ? latest : context.Request.Query[VersionField].ToString();
        string current = Name(Version());
        context.Response.ContentType = "text/event-stream";
        string news = known == current ? string.Empty : $"id: {current}\ndata: {current}\n\n";
        return context.Response.WriteAsync($"retry: 1000\n\n{news}", context.RequestAborted);
    }

    private string Name(long version) => string.Create(CultureInfo.InvariantCulture, $"{_start}-{version}");
}
