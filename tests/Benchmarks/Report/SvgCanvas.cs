using System.Net;
using System.Text;
using static System.FormattableString;

namespace VideoPipeline.Benchmarks.Report;

/// <summary>
/// An SVG image with a transparent background that is legible on light and dark pages. An image does not know the page, whose
/// color scheme may differ from the reader's, so all colors have enough contrast on both.
/// </summary>
internal sealed class SvgCanvas(int width, int height, string title)
{
    /// <summary>Colors that are told apart with color vision deficiencies (Okabe and Ito, 2008), but black and yellow.</summary>
    private static readonly string[] s_colors = ["#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7"];

    private readonly StringBuilder _shapes = new();

    /// <summary>The color of a series.</summary>
    public static string ColorOf(int series) => s_colors[series % s_colors.Length];

    public void Rectangle(double x, double y, double breadth, double tall, string color) => Add(
        $"""<rect x="{x:0.#}" y="{y:0.#}" width="{breadth:0.#}" height="{tall:0.#}" rx="2" fill="{color}"/>""");

    public void Line(double x1, double y1, double x2, double y2) => Add(
        $"""<line class="grid" x1="{x1:0.#}" y1="{y1:0.#}" x2="{x2:0.#}" y2="{y2:0.#}"/>""");

    public void Path(IReadOnlyList<(double X, double Y)> points, string color)
    {
        var path = string.Join(" L ", points.Select(point => Invariant($"{point.X:0.#} {point.Y:0.#}")));
        Add($"""<path d="M {path}" fill="none" stroke="{color}" stroke-width="2"/>""");
        foreach (var (x, y) in points) Add($"""<circle cx="{x:0.#}" cy="{y:0.#}" r="3.5" fill="{color}"/>""");
    }

    /// <summary>Writes text.</summary>
    /// <param name="x">The horizontal position of its anchor.</param>
    /// <param name="y">The position of its base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="kind">Its class: <c>title</c> or <c>text</c>.</param>
    public void Text(double x, double y, string text, string anchor = "start", string kind = "text") => Add(
        $"""<text class="{kind}" x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}">{WebUtility.HtmlEncode(text)}</text>""");

    /// <summary>The image.</summary>
    public override string ToString() => $$"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}">
        <title>{{WebUtility.HtmlEncode(title)}}</title>
        <style>
        text { font: 12px system-ui, sans-serif; fill: #6e7781; }
        .title { font-weight: 600; font-size: 14px; }
        .grid { stroke: #8c959f; stroke-opacity: 0.35; }
        </style>
        {{_shapes}}</svg>

        """.ReplaceLineEndings("\n");

    private void Add(FormattableString shape) => _shapes.Append(Invariant(shape)).Append('\n');
}
