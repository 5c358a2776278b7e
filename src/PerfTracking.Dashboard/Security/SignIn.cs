using System.Net;
using System.Threading.RateLimiting;
using PerfTracking.Dashboard.Answers;
using PerfTracking.Dashboard.Settings;

namespace PerfTracking.Dashboard.Security;

/// <summary>
/// Lets in who knows the token: by an address with it, as the start prints it, or by the form that everybody else is shown; and
/// the browser that the start opens. Token and ticket become a cookie and leave the address.
/// </summary>
internal sealed class SignIn(DashboardOptions options, Session session, Ticket ticket, Words words) : IDisposable
{
    /// <summary>Where the form goes.</summary>
    public const string Path = "/sign-in";

    /// <summary>The part of an address, and the field of the form, with the token.</summary>
    public const string TokenField = "token";

    /// <summary>The part of an address with the ticket.</summary>
    public const string TicketField = "ticket";

    /// <summary>The field of the form with the name.</summary>
    public const string NameField = "name";

    /// <summary>The field of the form with the address that was asked for.</summary>
    public const string ReturnField = "return";

    private static readonly object NameKey = new();

    private readonly Lock _gate = new();
    private readonly PartitionedRateLimiter<HttpContext> _tries = RequestLimits.Tries(options.Limits);

    /// <summary>Who a request is of; it was let in.</summary>
    public static string NameOf(HttpContext context) => (string)context.Items[NameKey]!;

    /// <inheritdoc/>
    public void Dispose() => _tries.Dispose();

    /// <summary>Lets a request through where its sender is known, or what it asks for is no secret.</summary>
    public Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicAttribute>() is not null)
        {
            return next(context);
        }

        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Query[TokenField] is [{ } token] && IsForPage(context.Request))
        {
            return Enter(context, token, OwnName(context), WithoutSecret(context.Request));
        }

        bool isKnown = session.TryRead(context, out string? name);
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Query[TicketField] is [{ } given])
        {
            string destination = WithoutSecret(context.Request);
            return ticket.Take(given) || isKnown
                ? Begin(context, name ?? OwnName(context), destination)
                : words.AskForToken(context, destination, "This address lets a browser in once, within a minute of the start. Give the token, or open the StartUrl that Get-PerfDashboard returns. Where it was not you who used it, end the dashboard.");
        }

        if (isKnown)
        {
            context.Items[NameKey] = name;
            return next(context);
        }

        // A link on another site leads here without the cookie, which is for our own pages alone. One of them asks again.
        return IsLinkOfAnotherSite(context.Request)
            ? words.AskAgain(context)
            : words.AskForToken(context, context.Request.PathBase + context.Request.Path + context.Request.QueryString, problem: null);
    }

    /// <summary>Takes the form.</summary>
    public async Task Post(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        string name = form[NameField].ToString();
        await Enter(context, form[TokenField].ToString(), string.IsNullOrWhiteSpace(name) ? OwnName(context) : name, OwnAddress(form[ReturnField].ToString(), context.Request));
    }

    private Task Enter(HttpContext context, string token, string name, string destination)
    {
        switch (Try(context, token))
        {
            case null:
                context.Response.Headers.RetryAfter = "60";
                return words.Write(context, StatusCodes.Status429TooManyRequests, "Too many wrong tokens were tried from this address. Wait a minute.");
            case false:
                return words.AskForToken(context, destination, "This is not the token of this dashboard. One that was started again has another.");
            default:
                return Begin(context, name, destination);
        }
    }

    private Task Begin(HttpContext context, string name, string destination)
    {
        session.Begin(context, name);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = destination;
        return Task.CompletedTask;
    }

    // Whether it is the token, or null where too many wrong ones were tried to be told. One after the other, so that as many as
    // are sent at once are not all tried before the first of them counts.
    private bool? Try(HttpContext context, string token)
    {
        lock (_gate)
        {
            using RateLimitLease rest = _tries.AttemptAcquire(context, permitCount: 0);
            if (!rest.IsAcquired)
            {
                return null;
            }

            if (session.IsToken(token))
            {
                return true;
            }

            _tries.AttemptAcquire(context).Dispose();
            return false;
        }
    }

    // Whoever holds the token of a dashboard of this machine alone is who started it.
    private string OwnName(HttpContext context) => options.IsLocal ? Environment.UserName : $"somebody at {AsPeopleWriteIt(context.Connection.RemoteIpAddress)}";

    // Who listens on all addresses sees those of IPv4 inside of IPv6.
    private static IPAddress? AsPeopleWriteIt(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private static bool IsLinkOfAnotherSite(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Site"] == "cross-site" && request.Headers["Sec-Fetch-Mode"] == "navigate";

    // What another site shows inside of its own pages, as an image, would use up the tries of whoever looks at it. A client that is
    // no browser does not say what it asks for.
    private static bool IsForPage(HttpRequest request) => request.Headers["Sec-Fetch-Dest"] is [] or ["document"];

    private static string WithoutSecret(HttpRequest request)
    {
        var rest = QueryString.Create(request.Query.Where(static pair => pair.Key is not (TokenField or TicketField)));
        return OwnAddress(request.PathBase + request.Path + rest, request);
    }

    // Never to another site: "//host" and "/\host" are such addresses for a browser.
    private static string OwnAddress(string address, HttpRequest request) =>
        address.Length > 0 && address[0] == '/' && (address.Length == 1 || address[1] is not ('/' or '\\')) && !address.Any(char.IsControl)
            ? address
            : request.PathBase + "/";
}

/// <summary>What may be asked for without a token: it is the same in every installation.</summary>
[AttributeUsage(AttributeTargets.All)]
internal sealed class PublicAttribute : Attribute;
