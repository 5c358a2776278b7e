using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PerfTracking.Dashboards;
using PerfTracking.Machine.Unix;

namespace PerfTracking.Machine.Dashboards;

/// <summary>
/// Dashboards as processes of <c>dotnet</c>. One that is not detached reads what this process never writes: its input ends when
/// this process does, however that comes about, and it ends with it.
/// </summary>
/// <param name="program">The full path of the dashboard's assembly.</param>
public sealed class DashboardHost(string program) : IDashboardHost
{
    private const int RuntimeVersion = 10;
    private const string TokenVariable = "PERFTRACKING_DASHBOARD_TOKEN", TicketVariable = "PERFTRACKING_DASHBOARD_TICKET";
    private const int Terminate = 15; // SIGTERM
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    // Whoever lets go of such a process ends it.
    private readonly Dictionary<int, Process> _children = [];

    /// <inheritdoc/>
    public IReadOnlyList<PerfDashboard> Running() => DashboardRegister.ForThisUser?.Read() ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<int> Started
    {
        get
        {
            lock (_children)
            {
                return [.. _children.Keys];
            }
        }
    }

    /// <inheritdoc/>
    public PerfDashboard Start(DashboardStart start, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(start);
        string host = new AspNetCoreRuntime(Environment.GetEnvironmentVariable).Find(RuntimeVersion) ?? throw NoRuntime();
        Process process = Run(host, start);
        PerfDashboard dashboard;
        try
        {
            dashboard = ReadAnnouncement(process, cancellation);
        }
        catch
        {
            End(process, isChild: true);
            process.Dispose();
            throw;
        }

        // It writes no more, and a pipe that somebody else came by must not keep this process's readers waiting.
        process.StandardOutput.Dispose();
        process.StandardError.Dispose();
        if (start.Detached)
        {
            process.Dispose();
        }
        else
        {
            lock (_children)
            {
                _children[process.Id] = process;
            }
        }

        return dashboard;
    }

    /// <inheritdoc/>
    public void ShutDown(PerfDashboard dashboard)
    {
        ArgumentNullException.ThrowIfNull(dashboard);
        Process? child;
        lock (_children)
        {
            _children.Remove(dashboard.ProcessId, out child);
        }

        using Process? process = child ?? DashboardRegister.FindProcess(dashboard);
        if (process is null)
        {
            return;
        }

        try
        {
            End(process, isChild: child is not null);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or NotSupportedException)
        {
            throw new DashboardException(DashboardFailure.NotStopped, $"The dashboard {dashboard.Url} (process {dashboard.ProcessId}) cannot be ended: {exception.Message}", exception);
        }

        DashboardRegister.ForThisUser?.Remove(dashboard);
    }

    /// <inheritdoc/>
    public bool Open(string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        bool hasScreen = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY")) || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY"));
        if (!hasScreen)
        {
            return false;
        }

        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
            return true;
        }
        catch (Exception exception) when (exception is Win32Exception or PlatformNotSupportedException or FileNotFoundException)
        {
            return false;
        }
    }

    private Process Run(string host, DashboardStart start)
    {
        string[] arguments =
        [
            program, "--store", start.Store, start.Detached ? "--detached" : "--session", "--port", start.Port.ToString(CultureInfo.InvariantCulture),
            .. start.Bind is { } bind ? ["--bind", bind] : Array.Empty<string>(),
            .. start.HostNames.SelectMany(static name => new[] { "--host", name }),
            .. start.ReadOnly ? ["--read-only"] : Array.Empty<string>(),
        ];
        var information = new ProcessStartInfo(host, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // A folder that somebody may want to remove is none to stay in.
            WorkingDirectory = Path.GetPathRoot(Environment.SystemDirectory) is { Length: > 0 } system ? system : "/",
        };

        // Arguments can be read by every user of the machine.
        foreach ((string variable, string? secret) in new[] { (TokenVariable, start.Token), (TicketVariable, start.Ticket) })
        {
            information.Environment.Remove(variable);
            if (secret is not null)
            {
                information.Environment[variable] = secret;
            }
        }

        // One native heap for all threads: by default glibc gives each its own, and what one has left free there no other can use (mallopt(3)).
        information.Environment.TryAdd("MALLOC_ARENA_MAX", "1");

        try
        {
            return Process.Start(information) ?? throw NotStarted("the system started no process.", null);
        }
        catch (Win32Exception exception)
        {
            throw NotStarted(exception.Message, exception);
        }
    }

    private static PerfDashboard ReadAnnouncement(Process process, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StartPatience);
        try
        {
            string? line = process.StandardOutput.ReadLineAsync(patience.Token).AsTask().GetAwaiter().GetResult();
            return line is not null
                ? DashboardJson.Read(line)
                : throw NotStarted(process.StandardError.ReadToEndAsync(patience.Token).GetAwaiter().GetResult().Trim(), null);
        }
        catch (JsonException exception)
        {
            throw NotStarted(exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw NotStarted(FormattableString.Invariant($"it did not answer within {StartPatience.TotalSeconds} s."), exception);
        }
    }

    private static void End(Process process, bool isChild)
    {
        if (process.HasExited)
        {
            return;
        }

        // It is told first: a decision that it is writing just now is written.
        bool isTold = true;
        if (!OperatingSystem.IsWindows())
        {
            isTold = ProgramCalls.Send(process.Id, Terminate) == 0;
        }
        else if (isChild)
        {
            process.StandardInput.Close();
        }
        else
        {
            isTold = false;
        }

        if (!isTold || !process.WaitForExit(EndPatience))
        {
            process.Kill();
            process.WaitForExit(EndPatience);
        }
    }

    private static DashboardException NoRuntime() => new(
        DashboardFailure.NoRuntime,
        $"The dashboard runs on ASP.NET Core {RuntimeVersion}, which is not installed (neither DOTNET_ROOT nor the PATH nor the usual folders lead to it). "
            + $"Install it: {AspNetCoreRuntime.InstallCommand(RuntimeVersion)}. Export-PerfReport writes the same pages to a file without it.");

    private static DashboardException NotStarted(string reason, Exception? inner) =>
        new(DashboardFailure.NotStarted, $"The dashboard did not start: {(reason.Length == 0 ? "it ended without a word." : reason)}", inner);
}
