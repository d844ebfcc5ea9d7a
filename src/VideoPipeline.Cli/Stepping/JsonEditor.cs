using System.Diagnostics;
using System.Text.Json;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Temporary;

namespace VideoPipeline.Cli.Stepping;

/// <summary>Lets a person edit JSON in their editor.</summary>
internal sealed class JsonEditor(CommandContext context, LineReader lines)
{
    /// <summary>Opens the editor, again while the JSON is malformed.</summary>
    /// <param name="initial">What the editor shows.</param>
    /// <param name="cancellation">Ends the waiting for an answer.</param>
    /// <returns>The JSON; null if there is no editor, it failed, or the person gave up, which has been said.</returns>
    public async Task<JsonData?> EditAsync(JsonData initial, CancellationToken cancellation)
    {
        if (context.Editor is not { } editor || !context.InIsTerminal)
        {
            context.Error.WriteLine(context.InIsTerminal
                ? "There is no editor. Set EDITOR, or write the JSON after the command."
                : "Standard input is not a terminal, so no editor is opened. Write the JSON after the command.");
            return null;
        }
        using var folder = new WorkingFolder();
        var file = Path.Combine(folder.Path, "state.json");
        await File.WriteAllTextAsync(file, initial.ToIndentedString() + "\n", cancellation);
        return await EditAsync(editor, file, cancellation);
    }

    /// <summary>Parses JSON.</summary>
    /// <exception cref="FormatException">It is malformed; the message names the line.</exception>
    public static JsonData Parse(string text)
    {
        try
        {
            return JsonData.Parse(text);
        }
        catch (FormatException malformed) when (malformed.InnerException is JsonException { LineNumber: { } line } inner)
        {
            var problem = inner.Message.Split(" LineNumber:")[0].Split(" Path:")[0].Split(" Change the reader options")[0];
            throw new FormatException($"Line {line + 1}: {problem}", malformed);
        }
    }

    private async Task<JsonData?> EditAsync(string editor, string file, CancellationToken cancellation)
    {
        while (true)
        {
            // As git does, so that the editor may have arguments.
            using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"{editor} \"$1\"", "sh", file]))!;
            await process.WaitForExitAsync(CancellationToken.None);
            if (process.ExitCode != 0)
            {
                context.Error.WriteLine($"The editor '{editor}' failed with exit code {process.ExitCode}. Nothing is changed.");
                return null;
            }
            try
            {
                return Parse(await File.ReadAllTextAsync(file, cancellation));
            }
            catch (FormatException malformed)
            {
                context.Error.WriteLine($"This is not JSON. {malformed.Message}");
                context.Error.Write("Enter: edit it again; x: leave it unchanged. ");
                if (await lines.ReadAsync(cancellation) is not { } answer || answer.Trim() == "x") return null;
            }
        }
    }
}
