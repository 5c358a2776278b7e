using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PerfTracking.Dashboard.Settings;

namespace PerfTracking.Dashboard.Security;

/// <summary>
/// Who somebody is that was let in: a name, signed with the token. It lasts for as long as the browser runs, or until the
/// dashboard has another token.
/// </summary>
internal sealed class Session
{
    /// <summary>The longest name that is kept.</summary>
    public const int LongestName = 100;

    private const int LongestCookie = 1024;

    private readonly byte[] _token;
    private readonly Seal _seal;

    public Session(DashboardOptions options)
    {
        _token = Encoding.UTF8.GetBytes(options.Token);
        _seal = new Seal(_token, "session");
    }

    /// <summary>Whether a token is the right one. Takes as long for a wrong one.</summary>
    /// <param name="token">What somebody gave.</param>
    public bool IsToken(string? token) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token ?? string.Empty), _token);

    /// <summary>Who a request is of.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">Their name.</param>
    public bool TryRead(HttpContext context, [NotNullWhen(true)] out string? name)
    {
        string? cookie = context.Request.Cookies[CookieName(context)];
        name = null;
        return cookie?.Length <= LongestCookie && _seal.TryOpen(cookie, out name);
    }

    /// <summary>Lets somebody in.</summary>
    /// <param name="context">Their request.</param>
    /// <param name="name">Their name.</param>
    public void Begin(HttpContext context, string name) => context.Response.Cookies.Append(CookieName(context), _seal.Close(Clean(name)), new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
    });

    // Cookies know no ports: two dashboards of one machine must not sign each other's readers out.
    private static string CookieName(HttpContext context) => string.Create(CultureInfo.InvariantCulture, $"perftracking-{context.Connection.LocalPort}");

    private static string Clean(string name)
    {
        string clean = string.Concat(name.Where(static letter => !char.IsControl(letter))).Trim();
        return clean.Length <= LongestName ? clean : clean[..LongestName];
    }
}
