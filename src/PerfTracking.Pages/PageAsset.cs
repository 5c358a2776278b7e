using System.Security.Cryptography;
using System.Text;

namespace PerfTracking.Pages;

/// <summary>A file that pages are shown with. All of them are in this assembly; nothing is loaded from another host.</summary>
public sealed class PageAsset
{
    private static readonly Lazy<PageAsset[]> LazyAll = new(static () =>
    [
        new("perftracking.css", "text/css; charset=utf-8"),
        new("charts.js", "text/javascript; charset=utf-8"),
        new("page.js", "text/javascript; charset=utf-8"),
        new(ChartLibraryName, "text/javascript; charset=utf-8"),
    ]);

    private readonly Lazy<string> _hash;

    private PageAsset(string name, string contentType)
    {
        Name = name;
        ContentType = contentType;
        _hash = new Lazy<string>(() =>
        {
            using Stream content = Open();
            return Convert.ToHexString(SHA256.HashData(content))[..12].ToLowerInvariant();
        });
    }

    /// <summary>The name of the chart library.</summary>
    public const string ChartLibraryName = "plotly-basic.min.js";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PageAsset> All => LazyAll.Value;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its media type.</summary>
    public string ContentType { get; }

    /// <summary>What is in it as text. Read each time: most who serve it do so once.</summary>
    public string Text
    {
        get
        {
            using var reader = new StreamReader(Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }

    /// <summary>What tells this content from another one, in an address that may be kept for ever.</summary>
    public string Hash => _hash.Value;

    /// <summary>Begins to read what is in it: UTF-8 without a mark. The length is known.</summary>
    public Stream Open() => typeof(PageAsset).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"The assembly has no asset '{Name}'.");

    /// <summary>The asset of a name, or <see langword="null"/>.</summary>
    /// <param name="name">The name, with its case.</param>
    public static PageAsset? Find(string name) => LazyAll.Value.FirstOrDefault(asset => asset.Name == name);
}
