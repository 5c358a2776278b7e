using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using PerfTracking.Pages.Components;
using PerfTracking.Pages.Models;

namespace PerfTracking.Pages.Rendering;

/// <summary>Turns what a page shows into HTML. Safe for many threads.</summary>
public static class PageRenderer
{
    /// <summary>Renders a whole page, from its doctype to its end.</summary>
    /// <param name="model">What it shows.</param>
    /// <param name="chrome">What only the host knows.</param>
    public static async Task<string> RenderAsync(PageModel model, PageChrome chrome)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(chrome);
        await using var renderer = new HtmlRenderer(NoServices.Instance, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Document.Model)] = model, [nameof(Document.Chrome)] = chrome });
            Microsoft.AspNetCore.Components.Web.HtmlRendering.HtmlRootComponent root = await renderer.RenderComponentAsync<Document>(parameters).ConfigureAwait(false);
            return "<!DOCTYPE html>\n" + root.ToHtmlString();
        }).ConfigureAwait(false);
    }

    /// <summary>Components ask for nothing.</summary>
    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
