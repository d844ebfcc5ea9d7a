using Spectre.Console;
using Spectre.Console.Rendering;

namespace VideoPipeline.Cli.Progress;

/// <summary>The description of a task in a column of a fixed width, cut off at its end if it is longer.</summary>
/// <param name="width">The width in characters.</param>
internal sealed class FixedWidthColumn(int width) : ProgressColumn
{
    protected override bool NoWrap => true;

    public override int? GetColumnWidth(RenderOptions options) => width;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.Description).Overflow(Overflow.Ellipsis);
}
