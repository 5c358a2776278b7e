using System.IO.Compression;
using Microsoft.Net.Http.Headers;
using PerfTracking.Dashboard.Security;
using PerfTracking.Pages;

namespace PerfTracking.Dashboard.Endpoints;

/// <summary>What pages are shown with. Its address changes with its content, so that a browser may keep it for ever.</summary>
internal static class AssetEndpoints
{
    private const string Forever = "public, max-age=31536000, immutable";

    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        Dictionary<string, Lazy<byte[]>> packed = PageAsset.All.ToDictionary(static asset => asset.Name, static asset => new Lazy<byte[]>(() => Pack(asset)));
        routes.MapMethods(PagePath.Assets + "{name}", [HttpMethods.Get, HttpMethods.Head], context => Write(context, packed)).WithMetadata(new PublicAttribute());
    }

    private static async Task Write(HttpContext context, Dictionary<string, Lazy<byte[]>> packed)
    {
        if (context.GetRouteValue("name") is not string name || PageAsset.Find(name) is not { } asset)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        HttpResponse response = context.Response;
        var tag = new EntityTagHeaderValue($"\"{asset.Hash}\"");
        response.GetTypedHeaders().ETag = tag;
        response.Headers.CacheControl = Forever;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        // Once for all, and better than an answer that is packed while somebody waits.
        bool takesBrotli = context.Request.GetTypedHeaders().AcceptEncoding.Any(static encoding => encoding.Value == "br" && encoding.Quality is not 0);
        await using Stream content = takesBrotli ? new MemoryStream(packed[name].Value, writable: false) : asset.Open();
        if (takesBrotli)
        {
            response.Headers.ContentEncoding = "br";
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await content.CopyToAsync(response.Body, context.RequestAborted);
        }
    }

    private static byte[] Pack(PageAsset asset)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, new BrotliCompressionOptions { Quality = 9 }))
        {
            using Stream content = asset.Open();
            content.CopyTo(brotli);
        }

        return packed.ToArray();
    }
}
