using Spectre.Console;
using Spectre.Console.Rendering;

namespace VideoPipeline.Cli.Progress;

/// <summary>
/// A line above bars. It erases the bars first: they are drawn again below it, and where they are not overwritten, such as beside the
/// last words of a line that wraps, they would stay.
/// </summary>
internal sealed class ClearedLine(string line) : IRenderable
{
    private const string EraseBelow = "\e[J"; // ECMA-48, ED

    private readonly IRenderable _text = new Text(line + "\n");

    public Measurement Measure(RenderOptions options, int maxWidth) => _text.Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [Segment.Control(EraseBelow), .. _text.Render(options, maxWidth)];
}
