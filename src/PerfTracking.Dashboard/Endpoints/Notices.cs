using System.Security.Cryptography;
using PerfTracking.Dashboard.Security;
using PerfTracking.Pages;

namespace PerfTracking.Dashboard.Endpoints;

/// <summary>
/// What became of a change, told on the page that follows it: in a cookie that is read once. It is sealed, for every program
/// that listens on this machine can set cookies of ours.
/// </summary>
internal sealed class Notices
{
    private const string CookieName = "perftracking-notice";
    private const int LongestText = 1000;

    private readonly Seal _seal = new(RandomNumberGenerator.GetBytes(32), "notice");

    /// <summary>Keeps a notice for the next page.</summary>
    /// <param name="context">The request that it answers.</param>
    /// <param name="text">A sentence.</param>
    public void Put(HttpContext context, string text) =>
        context.Response.Cookies.Append(CookieName, _seal.Close(text.Length <= LongestText ? text : text[..LongestText] + "…"), Options());

    /// <summary>Takes the notice out, or <see langword="null"/> where there is none.</summary>
    /// <param name="context">The request of the page.</param>
    public PageNotice? Take(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { } cookie)
        {
            return null;
        }

        context.Response.Cookies.Delete(CookieName, Options());
        return _seal.TryOpen(cookie, out string? text) ? new PageNotice(text) : null;
    }

    private static CookieOptions Options() => new() { HttpOnly = true, SameSite = SameSiteMode.Strict };
}
