using Spectre.Console;

namespace VideoPipeline.Cli.Progress;

/// <summary>The layout of progress on a terminal: a description, a bar, the percentage and details in one line.</summary>
internal static class ProgressTable
{
    private const int PercentageWidth = 4, WideTerminal = 110;

    /// <summary>Opens the terminal; null if it cannot move its cursor, such as with <c>TERM=dumb</c>.</summary>
    public static IAnsiConsole? Open(TextWriter terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal) });
        return console.Profile.Capabilities is { Ansi: true, Interactive: true } ? console : null;
    }

    /// <summary>Creates a progress display with these columns.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="descriptionWidth">The width of the description in characters.</param>
    public static (Spectre.Console.Progress Progress, DetailsColumn Details) Create(IAnsiConsole console, int descriptionWidth)
    {
        var barWidth = console.Profile.Width < WideTerminal ? 20 : 30;
        var details = new DetailsColumn(descriptionWidth + barWidth + PercentageWidth + 3);
        return (
            console.Progress().Columns(
                new FixedWidthColumn(descriptionWidth),
                new ProgressBarColumn { Width = barWidth },
                new PercentageColumn(),
                details),
            details);
    }
}
