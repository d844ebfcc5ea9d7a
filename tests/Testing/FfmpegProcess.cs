using System.Diagnostics;

namespace VideoPipeline.Testing;

/// <summary>Runs the installed ffmpeg without using code of the product.</summary>
internal static class FfmpegProcess
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    /// <summary>The first line of <c>ffmpeg -version</c>, so that cached videos of another version are not used.</summary>
    public static Lazy<Task<string>> Version { get; } = new(async () =>
        (await RunAsync(["-version"])).Split('\n', 2)[0]);

    /// <summary>Runs ffmpeg until it exits.</summary>
    /// <param name="arguments">The command-line arguments.</param>
    public static Task<string> RunAsync(IEnumerable<string> arguments) => RunAsync("ffmpeg", arguments);

    /// <summary>Runs ffmpeg or ffprobe until it exits.</summary>
    /// <param name="program">The name of the program.</param>
    /// <param name="arguments">The command-line arguments.</param>
    /// <param name="input">Writes the standard input; null for none.</param>
    /// <returns>The standard output.</returns>
    /// <exception cref="InvalidOperationException">The program failed; the message is its standard error.</exception>
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
            // The program exited without reading all input; its exit code and standard error contain the reason.
        }
        using var timeout = new CancellationTokenSource(s_timeout);
        await using var registration = timeout.Token.Register(process.Kill);
        await process.WaitForExitAsync(CancellationToken.None);
        if (timeout.IsCancellationRequested)
            throw new TimeoutException($"{program} {string.Join(' ', start.ArgumentList)} did not exit within {s_timeout}.");
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)}\n{await errors}");
    }
}
