using FFMpegCore;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Temporary;

namespace VideoPipeline.Cli.Samples;

/// <summary>The built-in sample video: five scenes with hard cuts, one of them still, and a fade to black.</summary>
internal static class SampleVideo
{
    private const string FileName = "sample.mp4";

    private static readonly string[] s_scenes =
    [
        "testsrc2=size=640x360:rate=30:duration=3",
        "mandelbrot=size=640x360:rate=30:end_scale=0.05:end_pts=120,trim=duration=3",
        "smptehdbars=size=640x360:rate=30:duration=2",
        // Explicit colors and end points: the defaults are random, whatever the seed.
        "gradients=size=640x360:rate=30:speed=0.05:c0=orange:c1=navy:nb_colors=2:x0=0:y0=0:x1=640:y1=360,trim=duration=2",
        "cellauto=size=640x360:rate=30:rule=110:random_seed=7,trim=duration=3,fade=type=out:start_time=1.5:duration=1",
    ];

    /// <summary>Returns the path of the sample, which is created if it is missing or truncated.</summary>
    /// <param name="folder">The folder of the sample.</param>
    /// <param name="log">Receives a line if the sample is created.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="UnsupportedVideoException">ffmpeg cannot encode the sample.</exception>
    public static async Task<string> GetOrCreateAsync(string folder, TextWriter log, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, FileName);
        if (Mp4Boxes.AreComplete(path)) return path;
        log.WriteLine($"Creating a sample video with {s_scenes.Length} scenes: {path}");
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
        var labels = string.Concat(s_scenes.Select((_, i) => $"[s{i}]"));
        var graph = string.Join(';', s_scenes.Select((scene, i) => $"{scene},format=yuv420p,setsar=1[s{i}]")) +
            $";{labels}concat=n={s_scenes.Length}";
        var result = await FFMpegArguments
            .FromFileInput(graph, verifyExists: false, input => input.WithCustomArgument("-v error -f lavfi"))
            .OutputToFile(path, overwrite: true, output => output.WithCustomArgument(
                "-c:v libx264 -preset veryfast -crf 23 -g 60 -movflags +faststart -f mp4"))
            .RunAsync(FfmpegBinaries.EncodingFolder, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (result.Success) return;
        var error = result.StandardError.FirstOrDefault() ?? "no error message";
        throw new UnsupportedVideoException(
            $"The sample video cannot be created. {FfmpegBinaries.EncodingFolder}/ffmpeg: {error}. " +
            "Install an ffmpeg with libx264, or give a video.");
    }
}
