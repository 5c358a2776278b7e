using System.Security.Cryptography;
using System.Text;
using PerfTracking.Dashboard.Settings;

namespace PerfTracking.Dashboard.Security;

/// <summary>
/// Lets in whom the start opens a browser for: once, and within a minute. The browser is told its address by a command line, which
/// every user of the machine can read; what has been used is of no use to them, and the token is not among it.
/// </summary>
internal sealed class Ticket(DashboardOptions options, TimeProvider time)
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(1);

    private readonly long _issued = time.GetTimestamp();
    private byte[]? _left = options.Ticket is { } ticket ? Encoding.UTF8.GetBytes(ticket) : null;

    /// <summary>Takes it, so that nobody else can.</summary>
    /// <param name="given">What somebody gave.</param>
    /// <returns>Whether it was the one, and was left.</returns>
    public bool Take(string given) =>
        Volatile.Read(ref _left) is { } left
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), left)
        && Interlocked.CompareExchange(ref _left, null, left) == left
        && time.GetElapsedTime(_issued) <= Validity;
}
