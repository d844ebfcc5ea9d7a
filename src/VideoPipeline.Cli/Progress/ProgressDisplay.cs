namespace VideoPipeline.Cli.Progress;

/// <summary>The display for where standard error leads.</summary>
internal static class ProgressDisplay
{
    /// <summary>Shows progress while <paramref name="work"/> goes on: bars on a terminal, lines elsewhere.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="bars">Whether bars may be drawn: nothing else is written meanwhile.</param>
    /// <param name="work">Is given the display.</param>
    public static Task<T> WhileAsync<T>(CommandContext context, bool bars, Func<IProgressDisplay, Task<T>> work) =>
        bars && context.ErrorIsTerminal
            ? ProgressBars.WhileAsync(context.Error, context.Time, work)
            : work(new ProgressLines(context.Error, context.Time));
}
