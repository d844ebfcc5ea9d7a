using VideoPipeline.Testing;

namespace VideoPipeline.Fuzzing.Differential;

/// <summary>A valid video whose tables are mutated.</summary>
/// <param name="Name">A file name; its extension determines the container.</param>
/// <param name="Content">The file.</param>
public sealed record TableSeed(string Name, byte[] Content);

/// <summary>Creates small videos with every kind of table.</summary>
public static class TableSeeds
{
    private const string X264 = "-c:v libx264 -preset veryfast -g 6 -bf 2 -x264-params scenecut=0";

    private static readonly (string Name, string Options)[] s_all =
    [
        ("reordered.mp4", $"{X264}"),
        ("open-gop.mp4", "-c:v libx264 -preset veryfast -g 8 -bf 2 -x264-params open-gop=1:scenecut=0"),
        ("negative-offsets.mp4", $"{X264} -movflags +negative_cts_offsets"),
        ("plain.mov", "-c:v libx264 -preset veryfast -g 5 -bf 0"),
        ("hevc.mp4", "-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=8:bframes=2"),
        ("mpeg4.mp4", "-c:v mpeg4 -g 6 -bf 2"),
        ("mpeg2.mov", "-c:v mpeg2video -g 6 -bf 2"),
        ("vp9.mp4", "-c:v libvpx-vp9 -g 6 -deadline realtime -cpu-used 8"),
        ("intra.mov", "-c:v mjpeg"),
        ("fragments.mp4", $"{X264} -movflags +frag_keyframe+empty_moov+default_base_moof"),
        ("own-fragments.mp4", $"{X264} -movflags +frag_keyframe+empty_moov"),
        ("segments.mp4", $"{X264} -movflags +dash+frag_keyframe"),
        ("after-movie.mp4", $"{X264} -movflags +frag_keyframe"),
        ("reordered.mkv", X264),
        ("timed.mkv", "-c:v libx264 -preset veryfast -g 6 -bf 0 -default_mode passthrough"),
        ("vp9.webm", "-c:v libvpx-vp9 -g 6 -deadline realtime -cpu-used 8"),
        ("reordered.ts", X264),
        ("mpeg2.ts", "-c:v mpeg2video -g 6 -bf 2"),
    ];

    /// <summary>Creates videos of 64×48 pixels and 30 frames, most with audio.</summary>
    public static IReadOnlyList<TableSeed> Create()
    {
        using var folder = new TemporaryFolder();
        var seeds = new List<TableSeed>();
        foreach (var (name, options) in s_all)
        {
            var file = folder.File(name);
            string[] audio = name switch
            {
                "plain.mov" or "segments.mp4" or "timed.mkv" => ["-an"],
                _ when name.EndsWith("webm", StringComparison.Ordinal) => ["-c:a", "libopus"],
                _ => ["-c:a", "mp2"],
            };
            Ffmpeg.Run(["-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=1.2", "-f", "lavfi", "-i", "sine=d=1.2",
                "-pix_fmt", name == "intra.mov" ? "yuvj420p" : "yuv420p", .. options.Split(' '), .. audio, file]);
            seeds.Add(new TableSeed(name, File.ReadAllBytes(file)));
        }
        return seeds;
    }
}
