using FFMpegCore;
using VideoPipeline.Errors;
using VideoPipeline.Native;

namespace VideoPipeline.Cli.Samples;

/// <summary>A video to try the command on: five scenes with hard cuts, among them a still one, and a fade to black.</summary>
internal static class SampleVideo
{
    private const string FileName = "sample.mp4";

    private static readonly string[] s_scenes =
    [
        "testsrc2=size=640x360:rate=30:duration=3",
        "mandelbrot=size=640x360:rate=30:end_scale=0.05:end_pts=120,trim=duration=3",
        "smptehdbars=size=640x360:rate=30:duration=2",
        // Colours and ends are named: left to itself the filter draws lots, seeded or not.
        "gradients=size=640x360:rate=30:speed=0.05:c0=orange:c1=navy:nb_colors=2:x0=0:y0=0:x1=640:y1=360,trim=duration=2",
        "cellauto=size=640x360:rate=30:rule=110:random_seed=7,trim=duration=3,fade=type=out:start_time=1.5:duration=1",
    ];

    /// <summary>The sample's path; it is made where it is not there, or not whole.</summary>
    /// <param name="folder">Where it is kept.</param>
    /// <param name="log">Is told when it is made.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UnsupportedVideoException">This ffmpeg cannot make it.</exception>
    public static async Task<string> MakeAsync(string folder, TextWriter log, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, FileName);
        if (Mp4Boxes.AreWhole(path)) return path;
        log.WriteLine($"Making a sample of {s_scenes.Length} scenes: {path}");
        Directory.CreateDirectory(folder);
        using var work = new WorkingFolder();
        var made = Path.Combine(work.Path, FileName);
        await EncodeAsync(made, cancellation);
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            File.Copy(made, unfinished); // the two folders may be on different disks
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
        var made = await FFMpegArguments
            .FromFileInput(graph, verifyExists: false, input => input.WithCustomArgument("-v error -f lavfi"))
            .OutputToFile(path, overwrite: true, output => output.WithCustomArgument(
                "-c:v libx264 -preset veryfast -crf 23 -g 60 -movflags +faststart -f mp4"))
            .RunAsync(FfmpegBinaries.EncodingFolder, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (!made.Success)
            throw new UnsupportedVideoException(
                $"The sample cannot be made: {FfmpegBinaries.EncodingFolder}/ffmpeg says {made.StandardError.FirstOrDefault() ?? "nothing"}. It needs libx264; name a video of your own instead.");
    }
}
