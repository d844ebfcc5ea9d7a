using FFMpegCore;

namespace VideoPipeline.Native;

/// <summary>How FFMpegCore runs ffmpeg here.</summary>
public static class FfmpegRunner
{
    /// <summary>Runs ffmpeg to its end. A cancellation kills it at once: what it writes in a grace period nobody would read.</summary>
    /// <param name="ffmpeg">What it is to do.</param>
    /// <param name="folder">The folder it is in.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <returns>Its exit code and what it complained about; a cancellation is a result too.</returns>
    public static async Task<FFMpegResult> RunAsync(this FFMpegArgumentProcessor ffmpeg, string folder, CancellationToken cancellation)
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
                // FFMpegCore first tells ffmpeg to quit, which may have ended by itself just then (Ctrl-C reaches both).
            }
        });
        return await ffmpeg.ProcessAsynchronously(throwOnError: false, new FFOptions { BinaryFolder = folder });
    }
}
