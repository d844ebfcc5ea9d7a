using Spectre.Console;
using VideoPipeline.Cli.Progress;
using Xunit;

namespace VideoPipeline.Cli.Tests.Progress;

public sealed class ClearedLineTests
{
    [Fact]
    public async Task Write_AboveBars_ErasesThemBeforeEachLine()
    {
        using var terminal = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(terminal),
        });
        console.Profile.Width = 20;

        await console.Progress().AutoRefresh(false).StartAsync(bars =>
        {
            bars.AddTask("a bar");
            bars.Refresh();
            console.Write(new ClearedLine("words that wrap into the next row"));
            return Task.CompletedTask;
        });

        // What the terminal shows where the bar was: the erased screen, then the line, then the bar again.
        var written = terminal.ToString();
        var erased = written.IndexOf("\e[J", StringComparison.Ordinal);
        Assert.InRange(erased, written.IndexOf("a bar", StringComparison.Ordinal), written.Length);
        Assert.StartsWith("\e[Jwords that wrap into\nthe next row\n", written[erased..], StringComparison.Ordinal);
        Assert.Contains("a bar", written[erased..], StringComparison.Ordinal);
    }
}
