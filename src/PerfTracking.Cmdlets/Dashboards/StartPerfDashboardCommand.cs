using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Dashboards;
using PerfTracking.Storage;

namespace PerfTracking.Cmdlets.Dashboards;

/// <summary>Shows a store in the browser.</summary>
[Cmdlet(VerbsLifecycle.Start, "PerfDashboard", SupportsShouldProcess = true)]
[OutputType(typeof(PerfDashboard))]
public sealed class StartPerfDashboardCommand : StoreCmdlet
{
    private const int TicketLength = 32;

    /// <summary>Its port; one that is free unless given.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, IPEndPoint.MaxPort)]
    public int Port { get; set; }

    /// <summary>Whether the browser opens it.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <summary>The address it listens on; this machine alone reaches it unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Bind { get; set; }

    /// <summary>What lets people in; a random one unless given.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>Names that browsers may ask for it by, besides this machine's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateElementsNotNull]
    public string[]? HostName { get; set; }

    /// <summary>Whether it refuses every change.</summary>
    [Parameter]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>Whether it goes on when this session ends.</summary>
    [Parameter]
    public SwitchParameter Detached { get; set; }

    /// <summary>Whether the dashboard comes out also where the browser opens it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => TryStore(() =>
    {
        string path = OpenedStore.Location.File!;
        StoreFileCheck.Run(path);
        if (Bind is not null && Token is null && !IsLoopback(Bind))
        {
            ThrowTerminatingError(DashboardErrors.TokenRequired(Bind));
        }

        if (!ShouldProcess(OpenedStore.Location.Text, "Show in a dashboard"))
        {
            return;
        }

        // The browser gets its address by a command line, which every user of the machine can read: the token is not for them.
        string? ticket = Open ? RandomNumberGenerator.GetHexString(TicketLength) : null;
        PerfDashboard dashboard = Start(path, ticket);
        bool isOpen = Open && Composition.Dashboards.Open($"{dashboard.Url}?ticket={ticket}");
        if (Open && !isOpen)
        {
            Warn("BrowserNotFound", $"No browser could be opened here. The dashboard answers at {dashboard.StartUrl ?? dashboard.Url}");
        }

        if (!Open || PassThru)
        {
            WriteRow(dashboard);
        }
    });

    private PerfDashboard Start(string path, string? ticket)
    {
        try
        {
            return Composition.Dashboards.Start(
                new DashboardStart(path)
                {
                    Port = Port,
                    Bind = Bind,
                    Token = Token is null ? null : new NetworkCredential(string.Empty, Token).Password,
                    Ticket = ticket,
                    HostNames = HostName ?? [],
                    ReadOnly = ReadOnly,
                    Detached = Detached,
                },
                Cancellation);
        }
        catch (DashboardException exception)
        {
            ThrowTerminatingError(DashboardErrors.Of(exception, OpenedStore.Location.Text));
            throw;
        }
    }

    private static bool IsLoopback(string address) =>
        address.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(address, out IPAddress? parsed) && IPAddress.IsLoopback(parsed));
}
