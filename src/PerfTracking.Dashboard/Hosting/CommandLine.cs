using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using PerfTracking.Dashboard.Settings;
using PerfTracking.Stores;

namespace PerfTracking.Dashboard.Hosting;

/// <summary>What a dashboard is told when it is started.</summary>
internal static class CommandLine
{
    /// <summary>The variable that names the store where no argument does.</summary>
    public const string StoreVariable = "PERFTRACKING_STORE";

    /// <summary>The variable with the token. Every user of a machine can read the arguments of its processes.</summary>
    public const string TokenVariable = "PERFTRACKING_DASHBOARD_TOKEN";

    /// <summary>The variable with what lets in the browser that is opened at the start.</summary>
    public const string TicketVariable = "PERFTRACKING_DASHBOARD_TICKET";

    /// <summary>The shortest token that guards a dashboard which others can reach, in characters.</summary>
    public const int ShortestToken = 16;

    /// <summary>How it is used.</summary>
    public const string Usage =
        """
        Shows a PerfTracking store in the browser.

          --store FILE        the store; otherwise the one that PERFTRACKING_STORE names
          --port NUMBER       the port; otherwise one that is free
          --bind ADDRESS      the address to listen on: 127.0.0.1 unless given. Where others can reach it, a token must be given
          --token TOKEN       what lets people in; better by PERFTRACKING_DASHBOARD_TOKEN, for arguments can be read by every user of the machine
          --read-only         refuses every change
          --host NAME         a name that browsers may ask for it by, behind a proxy say; can be repeated
          --base-path PATH    what stands before every path, behind a proxy
          --session           ends when its standard input ends; writes what it is as one line of JSON
          --detached          goes on when its terminal is closed; writes what it is as one line of JSON
          --help              this text
        """;

    private const int RandomBytes = 24;

    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="UsageException">They cannot be used.</exception>
    public static DashboardOptions Read(IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        string? store = NotEmpty(variable(StoreVariable)), token = NotEmpty(variable(TokenVariable)), basePath = null;
        IPAddress bind = IPAddress.Loopback;
        int port = 0;
        bool readOnly = false;
        LifeTime lifeTime = LifeTime.Terminal;
        var hosts = new List<string>();
        for (int i = 0; i < arguments.Count; i++)
        {
            string name = arguments[i];
            switch (name)
            {
                case "--store":
                    store = Value();
                    break;
                case "--token":
                    token = Value();
                    break;
                case "--port":
                    port = Port(Value());
                    break;
                case "--bind":
                    bind = Address(Value());
                    break;
                case "--host":
                    hosts.Add(Value());
                    break;
                case "--base-path":
                    basePath = Value();
                    break;
                case "--read-only":
                    readOnly = true;
                    break;
                case "--session":
                    lifeTime = LifeTime.Session;
                    break;
                case "--detached":
                    lifeTime = LifeTime.Detached;
                    break;
                default:
                    throw new UsageException($"'{name}' is not known. --help lists the arguments.");
            }

            string Value() => ++i < arguments.Count && arguments[i].Length > 0 ? arguments[i] : throw new UsageException($"{name} needs a value.");
        }

        if (store is null)
        {
            throw new UsageException($"Which store? Give --store FILE, or name it with {StoreVariable}.");
        }

        return Guarded(new DashboardOptions
        {
            Store = FullPath(store),
            Bind = bind,
            Port = port,
            Token = token ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)),
            HasOwnToken = token is not null,
            Ticket = NotEmpty(variable(TicketVariable)),
            ReadOnly = readOnly,
            HostNames = hosts,
            BasePath = basePath is null ? string.Empty : BasePath(basePath),
            LifeTime = lifeTime,
        });
    }

    private static DashboardOptions Guarded(DashboardOptions options)
    {
        if (options is { IsLocal: false, HasOwnToken: false })
        {
            throw new UsageException($"At {options.Bind} others can reach the dashboard: give the token that lets them in, with {TokenVariable} or --token.");
        }

        if (!options.IsLocal && options.Token.Length < ShortestToken)
        {
            throw new UsageException($"The token guards a dashboard that others can reach: it needs {ShortestToken} characters or more.");
        }

        return options;
    }

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new UsageException($"'{text}' is not a port: a number from 0 to {IPEndPoint.MaxPort}.");

    private static IPAddress Address(string text) => text switch
    {
        "*" => IPAddress.IPv6Any,
        "localhost" => IPAddress.Loopback,
        _ => IPAddress.TryParse(text, out IPAddress? address) ? address : throw new UsageException($"'{text}' is not an IP address of this machine, nor * for all of them."),
    };

    private static string BasePath(string text)
    {
        string path = "/" + text.Trim('/');
        return Uri.IsWellFormedUriString(path, UriKind.Relative) && !path.Contains("//", StringComparison.Ordinal) && !path.AsSpan().ContainsAny("?#\\")
            ? path == "/" ? string.Empty : path
            : throw new UsageException($"'{text}' is not a path that can stand in an address.");
    }

    private static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or IOException)
        {
            throw new UsageException($"The store '{new StoreLocation(path)}' cannot be opened: {StoreLocation.Quote(path, exception.Message)}");
        }
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>The arguments cannot be used; the message says why and what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
