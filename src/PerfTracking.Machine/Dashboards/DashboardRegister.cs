using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PerfTracking.Dashboards;

namespace PerfTracking.Machine.Dashboards;

/// <summary>
/// The dashboards that run: a small file each, in a folder for its owner alone, for it may hold a token. A dashboard that was
/// killed leaves its file behind, which the next look at the folder removes.
/// </summary>
/// <param name="folder">The folder; made when the first dashboard runs.</param>
public sealed class DashboardRegister(string folder)
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Suffix = ".json";

    // A process's time of start is computed from the machine's own, which is kept less exactly.
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(5);

    /// <summary>The register of the user who asks, or <see langword="null"/> for one without a home folder.</summary>
    public static DashboardRegister? ForThisUser =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } data
            ? new DashboardRegister(Path.Combine(data, "PerfTracking", "dashboards"))
            : null;

    /// <summary>Adds the dashboard that this process is. Where that cannot be done it runs all the same, and is found by nobody.</summary>
    /// <param name="dashboard">The dashboard.</param>
    public void Add(PerfDashboard dashboard)
    {
        ArgumentNullException.ThrowIfNull(dashboard);
        string path = PathOf(dashboard);
        try
        {
            MakeFolder();

            // Whole or not at all: somebody may be reading.
            string unfinished = path + ".new";
            File.Delete(unfinished);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerFile;
            }

            using (var file = new FileStream(unfinished, options))
            {
                file.Write(Encoding.UTF8.GetBytes(DashboardJson.Write(dashboard)));
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Takes a dashboard out.</summary>
    /// <param name="dashboard">The dashboard.</param>
    public void Remove(PerfDashboard dashboard)
    {
        ArgumentNullException.ThrowIfNull(dashboard);
        Remove(PathOf(dashboard));
    }

    /// <summary>The dashboards that run, by the time of their start.</summary>
    public IReadOnlyList<PerfDashboard> Read()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var running = new List<PerfDashboard>();
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Suffix))
        {
            try
            {
                PerfDashboard dashboard = DashboardJson.Read(File.ReadAllText(path));
                if (Runs(dashboard))
                {
                    running.Add(dashboard);
                    continue;
                }
            }
            catch (JsonException)
            {
                // Not one of ours.
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            Remove(path);
        }

        running.Sort(static (one, other) => one.Started.CompareTo(other.Started));
        return running;
    }

    /// <summary>The process of a dashboard, or <see langword="null"/> where it has ended.</summary>
    /// <param name="dashboard">The dashboard.</param>
    internal static Process? FindProcess(PerfDashboard dashboard)
    {
        Process? process = null;
        try
        {
            // The number may be another program's by now, one that began later.
            process = Process.GetProcessById(dashboard.ProcessId);
            if (!process.HasExited && process.StartTime.ToUniversalTime() <= dashboard.Started.UtcDateTime + StartTolerance)
            {
                return process;
            }
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // Gone, or another user's.
        }

        process?.Dispose();
        return null;
    }

    private static bool Runs(PerfDashboard dashboard)
    {
        using Process? process = FindProcess(dashboard);
        return process is not null;
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next look finds it again.
        }
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            // Below the user's own data, which nobody else can read there.
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerFile | UnixFileMode.UserExecute);
        }
    }

    private string PathOf(PerfDashboard dashboard) => Path.Combine(folder, dashboard.ProcessId.ToString(CultureInfo.InvariantCulture) + Suffix);
}
