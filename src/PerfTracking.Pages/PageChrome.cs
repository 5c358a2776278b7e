namespace PerfTracking.Pages;

/// <summary>What only the host of a page knows.</summary>
public sealed record PageChrome
{
    /// <summary>What stands before every path, without a slash at its end; empty at the root.</summary>
    public string BasePath { get; init; } = string.Empty;

    /// <summary>Whether the page is one file that must work without a host: assets are in it, links lead inside it, and it has no forms.</summary>
    public bool IsReport { get; init; }

    /// <summary>The nonce of scripts and styles that are part of the page; only a report has such.</summary>
    public string? Nonce { get; init; }

    /// <summary>The hidden field that proves that a form is ours, or <see langword="null"/>.</summary>
    public AntiforgeryField? Antiforgery { get; init; }

    /// <summary>Whether nothing can be changed: the page has no forms.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Where the page hears of new snapshots (server-sent events; each message means: ask again), or <see langword="null"/>.</summary>
    public string? LiveUrl { get; init; }

    /// <summary>Where an asset is served, by its name; by default below <see cref="PagePath.Assets"/> with the asset's hash.</summary>
    public Func<string, string>? AssetUrl { get; init; }

    /// <summary>What became of the change that led to this page, or <see langword="null"/>.</summary>
    public PageNotice? Notice { get; init; }

    /// <summary>Whether forms are shown.</summary>
    public bool CanChange => !IsReadOnly && !IsReport;

    /// <summary>The address of a page.</summary>
    /// <param name="path">One of <see cref="PagePath"/>.</param>
    /// <param name="query">What it shows, or <see langword="null"/>.</param>
    public string Link(string path, PageQuery? query = null) => BasePath + path + query?.ToQueryString();

    /// <summary>The address of an asset.</summary>
    /// <param name="name">Its name, one of <see cref="PageAsset.All"/>.</param>
    public string Asset(string name) => AssetUrl?.Invoke(name) ?? $"{BasePath}{PagePath.Assets}{name}?v={PageAsset.Find(name)?.Hash}";
}

/// <summary>A hidden field that proves that a form is ours.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record AntiforgeryField(string Name, string Value);

/// <summary>What became of a change.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="IsProblem">Whether something was not done.</param>
public sealed record PageNotice(string Text, bool IsProblem = false);
