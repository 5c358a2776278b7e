using System.Net;
using PerfTracking.Dashboard.Settings;

namespace PerfTracking.Dashboard.Security;

/// <summary>
/// Which hosts may be asked for. A page of another site can make its own name lead to this machine (DNS rebinding), and would
/// then be of our origin; it cannot do so with an address, nor with a name that is known here.
/// </summary>
internal sealed class HostCheck
{
    private readonly bool _isLocal;
    private readonly HashSet<string> _names;

    public HostCheck(DashboardOptions options)
    {
        _isLocal = options.IsLocal;
        _names = new HashSet<string>(options.HostNames, StringComparer.OrdinalIgnoreCase) { "localhost" };
        if (!_isLocal)
        {
            _names.Add(Dns.GetHostName());
        }
    }

    /// <summary>Whether a host may be asked for.</summary>
    /// <param name="host">What the browser wants to talk to.</param>
    public bool Allows(HostString host)
    {
        string name = host.Host;
        return _names.Contains(name) || (IPAddress.TryParse(name, out IPAddress? address) && (!_isLocal || IPAddress.IsLoopback(address)));
    }
}
