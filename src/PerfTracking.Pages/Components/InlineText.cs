using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace PerfTracking.Pages.Components;

/// <summary>A script, style or data element whose text is not markup. The text is our own, or JSON that cannot end the element.</summary>
public sealed class InlineText : ComponentBase
{
    /// <summary>The element's name.</summary>
    [Parameter]
    public required string Element { get; set; }

    /// <summary>Its attributes, our own.</summary>
    [Parameter]
    public string Attributes { get; set; } = string.Empty;

    /// <summary>Its text.</summary>
    [Parameter]
    public required string Text { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Text.Contains("</" + Element, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"The text would end its {Element} element.");
        }

        builder.AddMarkupContent(0, $"<{Element}{(Attributes.Length == 0 ? "" : " ")}{Attributes}>{Text}</{Element}>");
    }
}
