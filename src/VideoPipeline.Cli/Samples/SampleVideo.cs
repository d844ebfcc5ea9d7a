using FFMpegCore;
using FFMpegCore.Pipes;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Temporary;

namespace VideoPipeline.Cli.Samples;

/// <summary>The built-in sample video: <see cref="SampleFilm"/> as an MP4 file.</summary>
internal static class SampleVideo
{
    private const string FileName = "sample.mp4";

    /// <summary>Returns the path of the sample, which is created if it is missing or truncated.</summary>
    /// <param name="folder">The folder of the sample.</param>
    /// <param name="log">Receives a line if the sample is created.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="UnsupportedVideoException">ffmpeg cannot encode the sample.</exception>
    public static async Task<string> GetOrCreateAsync(string folder, TextWriter log, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, FileName);
        if (Mp4Boxes.AreComplete(path)) return path;
        log.WriteLine($"Creating a sample video with {SampleFilm.Shots} shots: {path}");
        Directory.CreateDirectory(folder);
        using var work = new WorkingFolder();
        var encoded = Path.Combine(work.Path, FileName);
        await EncodeAsync(encoded, cancellation);
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            File.Copy(encoded, unfinished); // a move is not atomic across file systems
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
        return path;
    }

    private static async Task EncodeAsync(string path, CancellationToken cancellation)
    {
        var frames = new RawVideoPipeSource(SampleFilm.Render().Select(frame => new RgbFrame(frame)))
        {
            FrameRate = SampleFilm.FrameRate,
        };
        // With several threads, the bytes depend on their number.
        var result = await FFMpegArguments
            .FromPipeInput(frames, input => input.WithCustomArgument("-v error"))
            .OutputToFile(path, overwrite: true, output => output.WithCustomArgument(
                "-c:v libx264 -preset veryfast -crf 21 -g 48 -pix_fmt yuv420p -threads 1 -movflags +faststart -f mp4"))
            .RunAsync(FfmpegBinaries.EncodingFolder, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (result.Success) return;
        var error = result.StandardError.FirstOrDefault() ?? "no error message";
        throw new UnsupportedVideoException(
            $"The sample video cannot be created. {FfmpegBinaries.EncodingFolder}/ffmpeg: {error}. " +
            "Install an ffmpeg with libx264, or give a video.");
    }

    private sealed class RgbFrame(byte[] samples) : IVideoFrame
    {
        public int Width => SampleFilm.Width;

        public int Height => SampleFilm.Height;

        public string PixelFormat => "rgb24";

        public void Serialize(Stream pipe) => pipe.Write(samples);

        public Task SerializeAsync(Stream pipe, CancellationToken token) => pipe.WriteAsync(samples, token).AsTask();
    }
}
