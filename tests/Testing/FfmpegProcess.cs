using System.Diagnostics;

namespace VideoPipeline.Testing;

/// <summary>The machine's own ffmpeg, for making test videos and as the oracle; nothing of the product is in between.</summary>
internal static class FfmpegProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>The first line of <c>ffmpeg -version</c>: what was made by one version is not taken for another's.</summary>
    public static Lazy<Task<string>> Version { get; } = new(async () =>
        (await RunAsync(["-version"])).Split('\n', 2)[0]);

    /// <summary>Runs ffmpeg to its end.</summary>
    /// <param name="arguments">The command line.</param>
    public static Task<string> RunAsync(IEnumerable<string> arguments) => RunAsync("ffmpeg", arguments);

    /// <summary>Runs ffmpeg or ffprobe to its end.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="input">What writes its standard input; null for none.</param>
    /// <returns>Its standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message is its standard error.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, Func<Stream, Task>? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await using var stdin = process.StandardInput.BaseStream;
            if (input is not null) await input(stdin);
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code and standard error say why.
        }
        using var patience = new CancellationTokenSource(s_patience);
        await using var end = patience.Token.Register(process.Kill);
        await process.WaitForExitAsync(CancellationToken.None);
        if (patience.IsCancellationRequested)
            throw new TimeoutException($"{program} {string.Join(' ', start.ArgumentList)} did not end within {s_patience}.");
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)}\n{await errors}");
    }
}
