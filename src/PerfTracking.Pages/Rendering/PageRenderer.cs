using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.HtmlRendering;
using Microsoft.Extensions.Logging.Abstractions;
using PerfTracking.Gates;
using PerfTracking.Pages.Components;
using PerfTracking.Pages.Models;

namespace PerfTracking.Pages.Rendering;

/// <summary>Turns what a page shows into HTML. Safe for many threads.</summary>
public static class PageRenderer
{
    /// <summary>Renders a whole page, from its doctype to its end.</summary>
    /// <param name="model">What it shows.</param>
    /// <param name="chrome">What only the host knows.</param>
    public static Task<string> RenderAsync(PageModel model, PageChrome chrome)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(chrome);
        return RenderAsync<Document>(new Dictionary<string, object?> { [nameof(Document.Model)] = model, [nameof(Document.Chrome)] = chrome });
    }

    /// <summary>Renders an answer that is no page of the store.</summary>
    /// <param name="model">What it says.</param>
    /// <param name="chrome">What only the host knows.</param>
    public static Task<string> RenderAsync(MessageModel model, PageChrome chrome)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(chrome);
        return RenderAsync<MessageDocument>(new Dictionary<string, object?> { [nameof(MessageDocument.Model)] = model, [nameof(MessageDocument.Chrome)] = chrome });
    }

    /// <summary>Renders what a pull request is told as one page that needs nothing beside it.</summary>
    /// <param name="report">The report.</param>
    public static Task<string> RenderAsync(ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        return RenderAsync<ComparisonDocument>(new Dictionary<string, object?> { [nameof(ComparisonDocument.Report)] = report, [nameof(ComparisonDocument.Nonce)] = nonce });
    }

    private static async Task<string> RenderAsync<TDocument>(Dictionary<string, object?> parameters)
        where TDocument : IComponent
    {
        await using var renderer = new HtmlRenderer(NoServices.Instance, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            HtmlRootComponent root = await renderer.RenderComponentAsync<TDocument>(ParameterView.FromDictionary(parameters)).ConfigureAwait(false);
            return "<!DOCTYPE html>\n" + root.ToHtmlString();
        }).ConfigureAwait(false);
    }

    /// <summary>Components ask for nothing.</summary>
    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => serviceType == typeof(IComponentActivator) ? PlainActivator.Instance : null;
    }

    /// <summary>Makes components, which take nothing when they are made. The library's own way to them compiles an expression for each.</summary>
    private sealed class PlainActivator : IComponentActivator
    {
        public static PlainActivator Instance { get; } = new();

        public IComponent CreateInstance([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type componentType) =>
            (IComponent)Activator.CreateInstance(componentType)!;
    }
}
