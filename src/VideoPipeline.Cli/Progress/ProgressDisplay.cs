namespace VideoPipeline.Cli.Progress;

/// <summary>Chooses the display: bars on a terminal, else lines.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs <paramref name="work"/> and displays its progress.</summary>
    /// <param name="context">The environment of the command.</param>
    /// <param name="bars">Whether bars are allowed: nothing else may write to the terminal meanwhile.</param>
    /// <param name="work">The operation; receives the display.</param>
    public static Task<T> RunAsync<T>(CommandContext context, bool bars, Func<IProgressDisplay, Task<T>> work) =>
        bars && context.CanShowBars && ProgressTable.Open(context.Terminal) is { } console
            ? ProgressBars.RunAsync(console, context.Time, work)
            : work(new ProgressLines(context.Notes, context.Time));
}
