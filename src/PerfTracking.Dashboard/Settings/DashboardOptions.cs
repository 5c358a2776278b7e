using System.Net;

namespace PerfTracking.Dashboard.Settings;

/// <summary>What a dashboard is to be.</summary>
internal sealed record DashboardOptions
{
    /// <summary>The full path of the store.</summary>
    public required string Store { get; init; }

    /// <summary>The address it listens on.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>Its port; 0 for one that is free.</summary>
    public int Port { get; init; }

    /// <summary>What lets people in.</summary>
    public required string Token { get; init; }

    /// <summary>What lets the one browser in that is opened at the start, or <see langword="null"/> where none is.</summary>
    public string? Ticket { get; init; }

    /// <summary>Whether the user gave the token. It is shown nowhere then.</summary>
    public bool HasOwnToken { get; init; }

    /// <summary>Whether every change is refused.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The names it is asked by, besides addresses, <c>localhost</c> and, where others can reach it, the machine's own.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>What stands before every path, without a slash at its end; empty at the root.</summary>
    public string BasePath { get; init; } = string.Empty;

    /// <summary>When it ends.</summary>
    public LifeTime LifeTime { get; init; }

    /// <summary>How much it lets be asked of it.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLocal => IPAddress.IsLoopback(Bind);
}

/// <summary>When a dashboard ends, besides being told to.</summary>
internal enum LifeTime
{
    /// <summary>With Ctrl+C, or when its terminal is closed: somebody started it by hand, or as a service.</summary>
    Terminal,

    /// <summary>With the session that started it: when its standard input ends, which it does however that session ends.</summary>
    Session,

    /// <summary>Not before it is told to.</summary>
    Detached,
}

/// <summary>How much a dashboard lets be asked of it.</summary>
internal sealed record Limits
{
    /// <summary>How many requests one address may make at once.</summary>
    public int RequestBurst { get; init; } = 600;

    /// <summary>How many it may make a second after that.</summary>
    public int RequestsPerSecond { get; init; } = 200;

    /// <summary>How many wrong tokens one address may try a minute.</summary>
    public int TriesPerMinute { get; init; } = 10;

    /// <summary>The longest body, in bytes: the decision on some ten thousand alerts.</summary>
    public long BodyBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>How many fields a form may have.</summary>
    public int FormFields { get; init; } = 50_000;

    /// <summary>How many pages are made at once; more wait.</summary>
    public int PagesAtOnce { get; init; } = 2 * Environment.ProcessorCount;
}
