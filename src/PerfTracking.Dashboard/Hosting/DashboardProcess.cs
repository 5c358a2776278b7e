using System.Net.Sockets;
using System.Runtime.InteropServices;
using PerfTracking.Dashboard.Settings;
using PerfTracking.Dashboards;
using PerfTracking.Machine.Dashboards;
using PerfTracking.Storage;

namespace PerfTracking.Dashboard.Hosting;

/// <summary>A dashboard from its start to its end.</summary>
internal static class DashboardProcess
{
    private const int Failure = 1;
    private const int WrongUse = 2;

    /// <summary>Runs a dashboard.</summary>
    /// <param name="arguments">What it is told.</param>
    /// <returns>The exit code of the process: 0 where it was told to end.</returns>
    public static async Task<int> Run(string[] arguments)
    {
        if (arguments.Contains("--help") || arguments.Contains("-h"))
        {
            await Console.Out.WriteLineAsync(CommandLine.Usage);
            return 0;
        }

        try
        {
            await Run(CommandLine.Read(arguments, Environment.GetEnvironmentVariable));
            return 0;
        }
        catch (UsageException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return WrongUse;
        }
        catch (IOException exception)
        {
            // What Kestrel says where a port is taken, or an address is not this machine's.
            await Console.Error.WriteLineAsync(exception.Message);
            return Failure;
        }
        catch (SocketException exception)
        {
            await Console.Error.WriteLineAsync($"The dashboard cannot listen there: {exception.Message}");
            return Failure;
        }
    }

    private static async Task Run(DashboardOptions options)
    {
        using var store = new SqliteStore(options.Store, DashboardApplication.LockTimeout);
        await using WebApplication application = DashboardApplication.Build(options, store, TimeProvider.System);
        using var signals = new EndSignals(application.Lifetime, options.LifeTime);
        await application.StartAsync();
        PerfDashboard dashboard = DashboardApplication.Describe(application, options);
        DashboardRegister? register = DashboardRegister.ForThisUser;
        register?.Add(dashboard);
        try
        {
            await Announce(dashboard, options);
            if (options.LifeTime == LifeTime.Session)
            {
                EndWithInput(application.Lifetime);
            }

            await application.WaitForShutdownAsync();
        }
        finally
        {
            register?.Remove(dashboard);
        }
    }

    // Whoever started it reads one line and nothing after that: a pipe that nobody empties must not hold it up.
    private static async Task Announce(PerfDashboard dashboard, DashboardOptions options)
    {
        if (options.LifeTime == LifeTime.Terminal)
        {
            await Console.Out.WriteLineAsync($"{dashboard.Store}\n{dashboard.StartUrl ?? dashboard.Url}\nCtrl+C ends it.");
            return;
        }

        await Console.Out.WriteLineAsync(DashboardJson.Write(dashboard));
        await Console.Out.FlushAsync();
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
    }

    private static void EndWithInput(IHostApplicationLifetime lifetime)
    {
        var watch = new Thread(() =>
        {
            using Stream input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[64];
            while (Read(input, ignored) > 0)
            {
            }

            lifetime.StopApplication();
        }, maxStackSize: 64 * 1024)
        { IsBackground = true, Name = "PerfTracking session" };
        watch.Start();
    }

    private static int Read(Stream input, Span<byte> buffer)
    {
        try
        {
            return input.Read(buffer);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>What the system tells a process about its end.</summary>
    private sealed class EndSignals : IDisposable
    {
        private readonly List<PosixSignalRegistration> _registrations = [];

        public EndSignals(IHostApplicationLifetime lifetime, LifeTime lifeTime)
        {
            // Ctrl+C in a session is for the command that runs there, and reaches every process of the terminal.
            Add(PosixSignal.SIGTERM, ends: true);
            Add(PosixSignal.SIGINT, lifeTime == LifeTime.Terminal);
            Add(PosixSignal.SIGQUIT, lifeTime == LifeTime.Terminal);
            Add(PosixSignal.SIGHUP, lifeTime != LifeTime.Detached);

            void Add(PosixSignal signal, bool ends) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                if (ends)
                {
                    lifetime.StopApplication();
                }
            }));
        }

        public void Dispose() => _registrations.ForEach(static registration => registration.Dispose());
    }
}
