using System.Collections.Concurrent;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace VideoPipeline.Cli.Progress;

/// <summary>
/// The details of a task, in what the other columns leave of the line: they come last and must not push out the bar and the
/// percentage.
/// </summary>
/// <param name="others">The width of the other columns, with the space behind each.</param>
internal sealed class DetailsColumn(int others) : ProgressColumn
{
    private readonly ConcurrentDictionary<int, string[]> _texts = new();

    protected override bool NoWrap => true;

    /// <summary>Sets the details of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="texts">The texts, of which the first that fits is shown; the last is cut off if none does.</param>
    public void Set(ProgressTask task, params string[] texts) => _texts[task.Id] = texts;

    public override int? GetColumnWidth(RenderOptions options) => Math.Max(1, options.ConsoleSize.Width - others);

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var texts = _texts.GetValueOrDefault(task.Id, [""]);
        var width = GetColumnWidth(options);
        return new Text(texts.FirstOrDefault(text => text.Length <= width, texts[^1])).Overflow(Overflow.Ellipsis);
    }
}
