namespace PerfTracking.Dashboards;

/// <summary>What a dashboard is to be.</summary>
/// <param name="Store">The full path of the store that it shows.</param>
public sealed record DashboardStart(string Store)
{
    /// <summary>Its port; 0 for one that is free.</summary>
    public int Port { get; init; }

    /// <summary>The address it listens on, or <see langword="null"/> for this machine alone. Others can reach it at any other one, and a token must be given then.</summary>
    public string? Bind { get; init; }

    /// <summary>What lets people in, or <see langword="null"/> for a random one.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// What lets one browser in, once, by an address that ends with <c>?ticket=</c> and this; <see langword="null"/> where none is
    /// to be opened. Letters and digits.
    /// </summary>
    public string? Ticket { get; init; }

    /// <summary>Names that browsers may ask for it by, besides this machine's own.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Whether it refuses every change.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether it goes on when this process ends.</summary>
    public bool Detached { get; init; }
}
