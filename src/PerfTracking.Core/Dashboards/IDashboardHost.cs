namespace PerfTracking.Dashboards;

/// <summary>The port to the dashboards of this machine, which are processes of their own.</summary>
public interface IDashboardHost
{
    /// <summary>Those of this user that run, by the time of their start.</summary>
    IReadOnlyList<PerfDashboard> Running();

    /// <summary>The processes of those that were started here and end with this process.</summary>
    IReadOnlyList<int> Started { get; }

    /// <summary>Starts one, and waits until it answers.</summary>
    /// <param name="start">What it is to be.</param>
    /// <param name="cancellation">Gives up waiting, and ends it.</param>
    /// <exception cref="DashboardException">It does not start.</exception>
    PerfDashboard Start(DashboardStart start, CancellationToken cancellation);

    /// <summary>Ends one, and waits for its end.</summary>
    /// <param name="dashboard">The dashboard; one that has ended is left alone.</param>
    /// <exception cref="DashboardException">It belongs to another user, or does not end.</exception>
    void ShutDown(PerfDashboard dashboard);

    /// <summary>Shows an address in the user's browser.</summary>
    /// <param name="address">The address.</param>
    /// <returns>Whether there is a browser to show it.</returns>
    bool Open(string address);
}
