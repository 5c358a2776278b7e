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

    private readonly Lazy<byte[]> _content;
    private readonly Lazy<string> _hash;

    private PageAsset(string name, string contentType)
    {
        Name = name;
        ContentType = contentType;
        _content = new Lazy<byte[]>(() =>
        {
            using Stream stream = typeof(PageAsset).Assembly.GetManifestResourceStream(name)
                ?? throw new InvalidOperationException($"The assembly has no asset '{name}'.");
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        });
        _hash = new Lazy<string>(() => Convert.ToHexString(SHA256.HashData(_content.Value))[..12].ToLowerInvariant());
    }

    /// <summary>The name of the chart library.</summary>
    public const string ChartLibraryName = "plotly-basic.min.js";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PageAsset> All => LazyAll.Value;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its media type.</summary>
    public string ContentType { get; }

    /// <summary>What is in it. UTF-8 without a mark.</summary>
    public ReadOnlyMemory<byte> Content => _content.Value;

    /// <summary>The same as text.</summary>
    public string Text => Encoding.UTF8.GetString(_content.Value);

    /// <summary>What tells this content from another one, in an address that may be kept for ever.</summary>
    public string Hash => _hash.Value;

    /// <summary>The asset of a name, or <see langword="null"/>.</summary>
    /// <param name="name">The name, with its case.</param>
    public static PageAsset? Find(string name) => LazyAll.Value.FirstOrDefault(asset => asset.Name == name);
}
