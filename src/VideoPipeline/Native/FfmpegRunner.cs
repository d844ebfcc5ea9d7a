using System.Diagnostics;
using FFMpegCore;

namespace VideoPipeline.Native;

/// <summary>What an ffmpeg process left.</summary>
/// <param name="Success">Whether it exited with code 0.</param>
/// <param name="StandardError">The lines of its error output.</param>
internal sealed record FfmpegResult(bool Success, IReadOnlyList<string> StandardError);

/// <summary>Runs ffmpeg with arguments from FFMpegCore.</summary>
/// <remarks>
/// FFMpegCore's own processor starts <c>ffmpeg -version</c> before, which with Debian's ffmpeg takes 0.2 s. Its pipes, which only
/// that processor serves, are not used (<see cref="Decoding.Pipes.NamedPipe"/>).
/// </remarks>
internal static class FfmpegRunner
{
    /// <summary>
    /// Runs ffmpeg until it exits. Cancellation kills it without a grace period, because its output is no longer read.
    /// </summary>
    /// <param name="ffmpeg">The arguments.</param>
    /// <param name="folder">The folder that contains ffmpeg.</param>
    /// <param name="cancellation">Kills ffmpeg.</param>
    /// <returns>The result. Cancellation also returns a result instead of throwing.</returns>
    public static async Task<FfmpegResult> RunAsync(
        this FFMpegArgumentProcessor ffmpeg, string folder, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return new FfmpegResult(false, []);
        using var process = new Process
        {
            // Otherwise ffmpeg would read commands from the terminal.
            StartInfo = new ProcessStartInfo(Path.Combine(folder, "ffmpeg"), $"-nostdin {ffmpeg.Arguments}")
            {
                RedirectStandardError = true,
            },
        };
        process.Start();
        using var registration = cancellation.Register(process.Kill);
        var errors = new List<string>();
        while (await process.StandardError.ReadLineAsync(CancellationToken.None) is { } line) errors.Add(line);
        await process.WaitForExitAsync(CancellationToken.None);
        return new FfmpegResult(process.ExitCode == 0, errors);
    }
}
