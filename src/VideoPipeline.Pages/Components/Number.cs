using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using VideoPipeline.Results.Wording;

namespace VideoPipeline.Pages.Components;

/// <summary>
/// A number of the summary: an element <c>data</c> with the exact value, the path of the value in <c>summary.json</c>
/// (<c>shots.3.start</c>), and the value as people read it.
/// </summary>
public sealed class Number : ComponentBase
{
    /// <summary>The path in <c>summary.json</c>: names and, in arrays, indexes, separated by periods.</summary>
    [Parameter, EditorRequired]
    public required string Of { get; set; }

    /// <summary>The value; null shows a dash.</summary>
    [Parameter, EditorRequired]
    public required IFormattable? Value { get; set; }

    /// <summary>The format of the text: that of .NET, or <c>time</c> for a time in seconds.</summary>
    [Parameter]
    public string Format { get; set; } = "N0";

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (Value is null)
        {
            builder.AddContent(0, "–");
            return;
        }

        builder.OpenElement(1, "data");
        builder.AddAttribute(2, "value", Value.ToString(null, CultureInfo.InvariantCulture));
        builder.AddAttribute(3, "data-of", Of);
        builder.AddContent(4, Format == "time"
            ? TimeText.Format((double)Value)
            : Value.ToString(Format, CultureInfo.InvariantCulture));
        builder.CloseElement();
    }
}
