using PerfTracking.Dashboard.Answers;
using PerfTracking.Dashboard.Settings;

namespace PerfTracking.Dashboard.Security;

/// <summary>Lets a change through only where one of our own pages asked for it, and changes are allowed at all.</summary>
internal sealed class ChangeGuard(DashboardOptions options, FormSeal seal, Words words)
{
    /// <summary>Checks a request.</summary>
    public async Task Check(HttpContext context, RequestDelegate next)
    {
        // What has no endpoint of ours for its method is answered by the routing.
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }

        if (IsOfAnotherOrigin(context.Request))
        {
            await words.Write(context, StatusCodes.Status403Forbidden, "The page that asked for this is of another site.");
            return;
        }

        bool isPublic = endpoint.Metadata.GetMetadata<PublicAttribute>() is not null;
        if (!isPublic && options.ReadOnly)
        {
            await words.Write(context, StatusCodes.Status403Forbidden, "This dashboard is read-only: nothing was changed.");
            return;
        }

        if (!isPublic && !await IsOurs(context))
        {
            await words.Write(context, StatusCodes.Status403Forbidden, "The form was not one that this dashboard made, or was made before it was started again. Nothing was changed: load the page again and repeat it.");
            return;
        }

        await next(context);
    }

    private async Task<bool> IsOurs(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return false;
        }

        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        return seal.IsFor(form[FormSeal.Field], SignIn.NameOf(context));
    }

    // Browsers tell; what is not a browser has no cookies of ours that another site could use.
    private static bool IsOfAnotherOrigin(HttpRequest request)
    {
        string? site = request.Headers["Sec-Fetch-Site"];
        if (site is not (null or "same-origin" or "none"))
        {
            return true;
        }

        string? origin = request.Headers.Origin;
        return origin is not null
            && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && string.Equals(uri.Authority, Authority(request, uri), StringComparison.OrdinalIgnoreCase));
    }

    // The scheme is the proxy's where there is one, and with it what port goes without saying.
    private static string Authority(HttpRequest request, Uri origin) =>
        request.Host.Port is { } port && !(origin.IsDefaultPort && port == origin.Port) ? request.Host.Value! : request.Host.Host;
}
