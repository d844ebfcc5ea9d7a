using FFMpegCore;

namespace VideoPipeline.Cli.Samples;

/// <summary>Runs ffmpeg with FFMpegCore.</summary>
internal static class FfmpegRunner
{
    /// <summary>
    /// Runs ffmpeg until it exits. Cancellation kills it without a grace period, because its output is no longer read.
    /// </summary>
    /// <param name="ffmpeg">The arguments.</param>
    /// <param name="folder">The folder that contains ffmpeg.</param>
    /// <param name="cancellation">Kills ffmpeg.</param>
    /// <returns>The exit code and the error output. Cancellation also returns a result instead of throwing.</returns>
    public static async Task<FFMpegResult> RunAsync(
        this FFMpegArgumentProcessor ffmpeg, string folder, CancellationToken cancellation)
    {
        ffmpeg.CancellableThrough(out var cancel, gracePeriod: TimeSpan.Zero);
        using var registration = cancellation.Register(() =>
        {
            try
            {
                cancel();
            }
            catch (IOException)
            {
                // FFMpegCore first asks ffmpeg to quit; ffmpeg may have exited already (Ctrl-C is sent to both).
            }
        });
        return await ffmpeg.ProcessAsynchronously(throwOnError: false, new FFOptions { BinaryFolder = folder });
    }
}
